import { readFile } from 'node:fs/promises';
import { parseScripts } from '@acebuddy/workflows/testing';
import { expect, it } from 'vitest';
import { type Console, consoleKeys } from './describe-console.ts';

/** Said of a printer by somebody who answers its question twice with what nobody understands. */
const said = [
  'my printer is acting up, Lena Vogt here',
  'the wobbly corner chews things',
  'blurp everywhere',
  'no idea',
];

export function authorsAfternoon({ product, open }: Console): void {
  it('goes from where people leave to a question, its chats, one of them as a test, and its label', async () => {
    const chat = 'afternoon-1';
    for (const message of said) {
      const answer = await fetch(`${product().url}/webhook/salesiq`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${consoleKeys.agent}` },
        body: JSON.stringify({
          ...{ chat_id: chat, visitor_id: chat, message },
          ...{ visitor_name: 'Lena Vogt', visitor_email: 'lena.vogt@firm.example' },
        }),
      });
      expect(answer.status).toBe(200);
    }
    await using console = await open();
    const { page, addresses, trouble } = console;
    await console.enter(consoleKeys.agent);
    await console.go();

    // Where people leave.
    await console.follow('Workflows');
    await console.heading('Workflows').waitFor();
    await page.getByRole('link', { name: /Printer/ }).click();
    await page.getByRole('heading', { name: 'Diagram' }).waitFor();
    const questions = page.getByRole('table').filter({ hasText: 'Put again' }).locator('tbody tr');
    const shares = (await questions.locator('td:nth-of-type(2)').allTextContents()).map(Number.parseFloat);
    // The first one is the question that was put again most.
    expect(shares[0]).toBeGreaterThan(0);
    expect(shares[0]).toBe(Math.max(...shares.filter((share) => !Number.isNaN(share))));

    // Its chats, and one of them.
    await questions.first().getByRole('link', { name: 'Chats' }).click();
    await console.heading('Conversations').waitFor();
    expect(page.url()).toContain('workflow=printer_issues');
    await page
      .getByRole('link', { name: /Lena Vogt/ })
      .first()
      .click();
    await console.heading('Lena Vogt').waitFor();
    await page.getByRole('list', { name: 'Transcript' }).getByText('the wobbly corner chews things').waitFor();

    // As a test.
    await page.getByRole('button', { name: 'Export as a test' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog').getByRole('button', { name: 'Export as a test' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('printer_issues-exported.yaml');
    const script = await readFile(await download.path(), 'utf8');
    expect(script).not.toMatch(/lena|vogt|firm\.example/i);
    const turns = parseScripts(script).scripts[0]?.turns ?? [];
    expect(turns.filter((turn) => 'say' in turn)).toHaveLength(said.length);
    await page.getByText('The test is in your downloads.', { exact: false }).waitFor();

    // What was misunderstood in it gets its label by one key.
    await console.follow('Misunderstood');
    const table = page.getByRole('table', { name: 'Messages that were not understood' });
    const line = table.locator('tbody tr').filter({ hasText: 'blurp everywhere' });
    await line.locator('[data-line]').focus();
    await page.keyboard.press('0');
    await line.locator('.badge').filter({ hasText: 'None of the topics' }).waitFor();
    // Nobody's data stood in an address.
    expect(addresses.filter((address) => /lena|vogt|firm\.example|wobbly/i.test(address))).toEqual([]);
    expect(trouble).toEqual([]);
  });
}
