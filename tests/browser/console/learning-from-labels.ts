import { expect, it } from 'vitest';
import { axeFaults } from '../axe.ts';
import type { ConsolePage } from './console-page.ts';
import { type Console, consoleKeys } from './describe-console.ts';

const messages = 'Messages that were not understood';
/** Said by customers, and understood by nobody: what they mean is said by the author. */
const said = [
  'the corner thing chews everything again',
  'the thing is not working',
  'something is broken',
  'stripes on everything (Lena Vogt)',
];

/** Training on every topic takes half a minute on a small machine, and some times that on a busy one. */
const trainingMs = 400_000;

export function learningFromLabels({ product, open }: Console): void {
  const openAt = async (key: string): Promise<ConsolePage> => {
    const console = await open();
    await console.enter(key);
    await console.go('/misunderstood');
    await console.heading('Misunderstood').waitFor();
    return console;
  };
  const customerSays = async (message: string, chat: string) => {
    const answer = await fetch(`${product().url}/webhook/salesiq`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${consoleKeys.agent}` },
      body: JSON.stringify({
        ...{ chat_id: chat, visitor_id: chat, message },
        ...{ visitor_name: 'Lena Vogt', visitor_email: 'lena.vogt@firm.example' },
      }),
    });
    expect(answer.status).toBe(200);
  };

  it(
    'labels messages by single keys, trains, compares, takes the model over, and goes back',
    async () => {
      for (const [index, text] of said.entries()) await customerSays(text, `learn-${index}`);
      await using console = await openAt(consoleKeys.admin);
      const { page, trouble } = console;
      const table = page.getByRole('table', { name: messages });
      const lines = table.locator('[data-line]');
      // The newest stands first, and nobody is named.
      await expect.poll(() => lines.first().textContent(), { timeout: 20_000 }).toBe('stripes on everything (Sam Sam)');
      const rowOf = (text: string) => table.locator('tbody tr').filter({ hasText: text });

      await page.keyboard.press('j');
      await page.keyboard.press('0');
      await rowOf('stripes').getByText('None of the topics', { exact: true }).waitFor();
      // The focus went on: the next key is for the next line.
      await page.keyboard.press('t');
      const dialog = page.getByRole('dialog', { name: 'The topic of this message' });
      await page.keyboard.type('print');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await rowOf('something is broken').locator('.badge').filter({ hasText: /print/i }).waitFor();
      // Two at once, and one of them taken back.
      for (const text of ['the thing is not working', 'corner thing']) await rowOf(text).getByRole('checkbox').check();
      await page.getByText('2 selected').waitFor();
      await page
        .getByRole('group', { name: 'Selected messages' })
        .getByRole('button', { name: /^Topic/ })
        .click();
      await page
        .getByRole('dialog', { name: 'The topic of these 2 messages' })
        .getByRole('button', { name: /print/i })
        .click();
      await rowOf('the thing is not working').locator('.badge').filter({ hasText: /print/i }).waitFor();
      await lines.first().focus();
      await page.keyboard.press('z');
      await rowOf('stripes').locator('.badge').waitFor({ state: 'detached' });
      expect(await axeFaults(page)).toEqual([]);

      const card = page.getByRole('region', { name: 'Learning' });
      await card.getByText('3 labels', { exact: true }).waitFor();
      await card.getByText('the shipped model', { exact: true }).waitFor();
      await card.getByRole('button', { name: 'Train and compare' }).click();
      await card.getByRole('progressbar').waitFor();
      const comparison = card.getByRole('table', { name: 'Comparison' });
      await comparison.waitFor({ timeout: trainingMs });
      const sums = comparison
        .locator('tbody tr')
        .filter({ hasText: 'All topics' })
        .filter({ hasText: 'Shipped lines' });
      expect(await sums.textContent()).toMatch(/\d\d\d+\d\d\.\d %\d\d\.\d %/);
      expect(await axeFaults(page)).toEqual([]);
      await card.getByRole('button', { name: /^Take model \d+ over$/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
      await card
        .getByText(/^model \d+$/)
        .first()
        .waitFor();
      await card.getByRole('button', { name: 'Back to the shipped model' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Go back' }).click();
      await card.getByText('the shipped model', { exact: true }).waitFor();
      expect(trouble).toEqual([]);
    },
    trainingMs + 60_000,
  );

  it('agents label and do not train; readers see neither words nor keys', async () => {
    await using agent = await openAt(consoleKeys.agent);
    await agent.page.getByRole('table', { name: messages }).waitFor();
    await agent.page.getByText('Training and taking over needs the role admin.').waitFor();
    expect(await agent.page.getByRole('button', { name: 'Train and compare' }).count()).toBe(0);
    await using reader = await openAt(consoleKeys.reader);
    await reader.page.getByText('This needs the role agent').waitFor();
    expect(await reader.page.getByRole('table', { name: messages }).count()).toBe(0);
  });
}
