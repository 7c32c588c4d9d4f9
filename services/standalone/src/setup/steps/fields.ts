import { deskConfigSchema } from '@acebuddy/contracts';
import { CommandError } from '@acebuddy/service-kit/environment';
import { PortalError } from '@acebuddy/zoho-desk';
import { fieldLabels, fieldScope } from '../needed.ts';
import type { SetupContext } from '../run-setup.ts';

interface Missing {
  /** Of `custom_fields`. */
  readonly key: string;
  readonly apiName: string;
  readonly label: string;
}

/** The custom fields that tickets carry: there already, made by Desk's API, by hand, or left out. */
export async function fields(context: SetupContext): Promise<void> {
  for (;;) {
    const { problems, missing } = await look(context);
    for (const problem of problems) context.asker.say(`Desk: ${problem}`);
    if (missing.length === 0) return context.asker.say('Desk: tickets have the fields that they need.');
    if (await settle(context, missing)) return;
  }
}

/** True where nothing has to be looked at again. */
async function settle(context: SetupContext, missing: readonly Missing[]): Promise<boolean> {
  const { asker, progress, missingFields } = context;
  const named = missing.map(({ label, apiName }) => `  ${label.padEnd(20)} ${apiName}`).join('\n');
  asker.say(
    `Desk: tickets lack these fields. In Desk open Setup (the gear) → Customization → Layouts and Fields → Tickets, and drag a "Single Line" for each into the layout of the department; Desk makes the API name out of the label:\n\n${named}\n`,
  );
  const how = await asker.choose({
    given: '--missing-fields',
    ask: 'What now?',
    choices: [
      { value: 'look-again', name: 'I have made them: look again' },
      { value: 'create', name: `Make them now through Desk's API (wants the scope ${fieldScope})` },
      { value: 'leave-out', name: 'Do without them (without "Reference" a ticket is harder to find again)' },
    ],
  });
  if (how === 'leave-out') {
    for (const { key } of missing) progress.setField(key, null);
    return true;
  }
  if (how === 'create') {
    const names = missing.map(({ label }) => `"${label}"`).join(', ');
    if (asker.hasPerson && !(await asker.confirm(`Make ${names} in Desk?`, true))) return false;
    await create(context, missing);
    return false;
  }
  if (missingFields === 'look-again' && !asker.hasPerson)
    throw new CommandError(
      `Desk lacks the fields ${missing.map(({ apiName }) => apiName).join(', ')}`,
      'COMMAND_REFUSED',
    );
  return false;
}

async function create(context: SetupContext, missing: readonly Missing[]): Promise<void> {
  const { asker, progress, settingOf } = context;
  const portal = await context.portal();
  for (const { key, label } of missing) {
    try {
      const apiName = await portal.createTicketField(settingOf('ZOHO_DESK_ORG_ID') ?? '', label);
      progress.setField(key, apiName);
      asker.say(`Desk: made the field "${label}" (${apiName}).`);
    } catch (error) {
      if (!(error instanceof PortalError)) throw error;
      const sentence = `Desk did not make "${label}": ${error.message} (${error.code}). Make it by hand, or take a code with ${fieldScope}.`;
      if (!asker.hasPerson) throw new CommandError(sentence, 'COMMAND_REFUSED');
      return asker.say(sentence);
    }
  }
}

async function look(context: SetupContext): Promise<{ problems: string[]; missing: Missing[] }> {
  const { problems } = await context.checkDesk();
  const config = deskConfigSchema.parse({ custom_fields: context.progress.state().fields });
  const missing = Object.entries(config.custom_fields).flatMap(([key, apiName]): Missing[] => {
    const isMissing =
      apiName !== null && problems.some(({ what }) => what === `Tickets have no custom field ${apiName}.`);
    return isMissing ? [{ key, apiName, label: fieldLabels[key] ?? key }] : [];
  });
  const others = problems.filter(({ what }) => !missing.some(({ apiName }) => what.includes(`field ${apiName}.`)));
  return { problems: others.map(({ what, mend }) => `${what} ${mend}`), missing };
}
