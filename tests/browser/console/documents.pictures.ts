import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { ConsolePage } from './console-page.ts';
import { consoleKeys, describeConsole } from './describe-console.ts';

const folder = fileURLToPath(new URL('../../../docs/pictures', import.meta.url));
/** So that the documents stay light. */
const bytesMax = 200_000;

/** `PICTURES=1 pnpm test:browser`: the pictures of the documents, of invented chats. */
describeConsole('pictures', { keys: true }, ({ open }) => {
  const take = async ({ page }: ConsolePage, name: string) => {
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await mkdir(folder, { recursive: true });
    const picture = await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled', caret: 'hide' });
    expect(picture.length, name).toBeLessThanOrEqual(bytesMax);
  };

  it('of the overview, the list, one chat with its reasons, and work', async () => {
    await using console = await open({ viewport: { width: 1440, height: 800 }, colorScheme: 'light' });
    const { page, follow, heading } = console;
    await console.signIn(consoleKeys.admin);
    await page.locator('.chart canvas').first().waitFor();
    await take(console, 'console-overview');
    await follow('Conversations');
    await page.getByRole('table', { name: 'Conversations' }).waitFor();
    await take(console, 'console-conversations');
    await console.go('/conversations?workflow=printer_issues&rating=happy');
    await page.getByRole('table', { name: 'Conversations' }).getByRole('link').first().click();
    await page.getByRole('group', { name: 'Why this answer' }).first().waitFor();
    await take(console, 'console-conversation');
    await follow('Work');
    await heading('Work').waitFor();
    await page.getByRole('table', { name: 'Work' }).waitFor();
    await take(console, 'console-work');
  });
});
