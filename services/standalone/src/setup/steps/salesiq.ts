import { parseSignatureKeys } from '@acebuddy/salesiq';
import { z } from 'zod';
import type { SetupContext } from '../run-setup.ts';

const isOrigin = (text: string) =>
  z.url({ protocol: /^https?$/ }).safeParse(text).success && new URL(text).pathname === '/'
    ? null
    : 'must be an address without a path, such as https://chat.example.com';

function isKey(text: string): string | null {
  try {
    parseSignatureKeys(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'cannot be read';
  }
}

/** What is clicked in SalesIQ, with the address to paste, and the key that SalesIQ shows when the address has answered. */
export async function salesiq(context: SetupContext): Promise<void> {
  const { asker, progress, settingOf } = context;
  if (settingOf('PUBLIC_URL') === undefined) {
    const ask = 'Address under which the internet reaches this machine (https, no port)';
    const url = await asker.text({ given: '--public-url', ask, check: isOrigin });
    progress.set({ PUBLIC_URL: new URL(url).origin });
  }
  if (settingOf('SALESIQ_SCREEN_NAME') === undefined) {
    const ask = 'Name of your SalesIQ portal (it stands in its address: salesiq.zoho.com/<name>)';
    const check = (text: string) => (/^[\w.-]+$/.test(text) ? null : 'is one word');
    progress.set({ SALESIQ_SCREEN_NAME: await asker.text({ given: '--screen-name', ask, check }) });
  }
  await context.save();
  if (settingOf('SALESIQ_PUBLIC_KEYS') !== undefined) return;
  const webhook = `${settingOf('PUBLIC_URL')}/webhook/salesiq`;
  asker.say(
    [
      'SalesIQ: open Settings → Bots → Add, give it a name, and choose the platform "Webhooks".',
      `  1. Webhook URL:          ${webhook}`,
      '  2. Secure your webhook:  on',
      '  3. Save. SalesIQ asks for the address first and shows its public key only then: both are under way here.',
      '  4. Copy the public key.',
      '',
      context.isPingAnswered()
        ? 'This program answers for AceBuddy at that address until the key is here.'
        : 'Something listens there already: where that is AceBuddy, it answers.',
    ].join('\n'),
  );
  if (!asker.hasPerson) {
    if (context.publicKeys === undefined)
      return asker.say('SALESIQ_PUBLIC_KEYS is not given: chats are refused until it is. Run this again with it.');
  } else if (
    context.publicKeys === undefined &&
    !(await asker.confirm('Do you have the key now? (No: later, by running this again)', true))
  )
    return;
  const ask = 'The public key (paste it on one line, or as it is shown)';
  const key = await asker.text({ given: 'SALESIQ_PUBLIC_KEYS', ask, check: isKey });
  progress.set({ SALESIQ_PUBLIC_KEYS: key });
  const pings = context.pings();
  if (pings > 0)
    asker.say(`SalesIQ: the address was asked for ${pings} ${pings === 1 ? 'time' : 'times'}, and answered.`);
}
