import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { ConsolePage } from './console-page.ts';
import type { Console } from './describe-console.ts';

const figure = z.object({ value: z.number().nullable(), of: z.number().nullable() });
const reportSchema = z.object({
  definitions: z.array(z.object({ id: z.string(), definition: z.string() })),
  total: z.object({ figures: z.record(z.string(), figure) }),
  impact: z.object({ formula: z.string(), money: z.number(), hours: z.number() }),
});
const period = { from: '2026-03-25', to: '2026-03-31', tz: 'America/Chicago', by: 'day' };

/** Whether the beginning of an element stands on the screen. */
const isInView = (element: { getBoundingClientRect(): { top: number } }) => {
  const { top } = element.getBoundingClientRect();
  return top >= -1 && top < 800;
};

/** A line of a CSV file, its quotes taken off. */
const cellsOf = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );

/** The same rounding as in the file. */
const cell = (value: number | null | undefined) =>
  value === null || value === undefined ? '' : String(Math.round(value * 10_000) / 10_000);

async function save({ page }: ConsolePage, button: string): Promise<string[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return (await readFile(await download.path(), 'utf8')).split('\r\n');
}

export function leadsMorning({ product, localKey, open }: Console): void {
  const report = async () => {
    const response = await fetch(`${product().url}/admin/report?${new URLSearchParams(period)}`, {
      headers: { authorization: `Bearer ${await localKey()}` },
    });
    return reportSchema.parse(await response.json());
  };
  const openAt = async (path = '') => {
    const console = await open();
    await console.enter(await localKey());
    await console.go(path);
    return console;
  };

  it('begins with the printed address, which signs in once and leaves no code in the address bar', async () => {
    await using console = await open();
    await console.page.goto(product().signIn);
    await console.heading('Overview').waitFor();
    expect(console.page.url()).toBe(`${product().url}/console`);
    await console.page.getByText('Simulated data', { exact: true }).first().waitFor();
    expect(console.trouble).toEqual([]);
    await using late = await open();
    await late.page.goto(product().signIn);
    await late.page.getByRole('alert').filter({ hasText: 'used before, or has expired' }).waitFor();
  });

  it('shows what needs attention, and leads to the chats that nobody answered', async () => {
    await using console = await openAt();
    const { page, heading, trouble } = console;
    const attention = page.getByRole('region', { name: 'Needs attention' });
    const waiting = attention.getByRole('link', { name: /Nobody came/ });
    await waiting
      .filter({ hasText: '2' })
      .filter({ hasText: /oldest 1\s?h/ })
      .waitFor();
    await attention.getByRole('link', { name: /Mails that could not be sent/ }).waitFor();
    await waiting.click();
    await heading('Conversations').waitFor();
    const rows = page.getByRole('table', { name: 'Conversations' }).locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(2);
    // Nobody came to him either, and an agent has answered him since.
    expect(await rows.filter({ hasText: 'Pedro Salgado' }).count()).toBe(0);
    const name = (await rows.first().getByRole('link').first().textContent())?.trim() ?? '';
    await rows.first().getByRole('link').first().click();
    await heading(name).waitFor();
    await page
      .getByText(/Waiting\s+\d+\s?(?:h|min)/)
      .first()
      .waitFor();
    await page.goBack();
    await expect.poll(() => rows.count()).toBe(2);
    expect(trouble).toEqual([]);
  });

  it('leads from the overview to one person and to the chats of yesterday', async () => {
    await using console = await openAt();
    const { page, heading, addresses, trouble } = console;
    await page.getByRole('link', { name: 'Yesterday, nobody came' }).click();
    await heading('Conversations').waitFor();
    expect(page.url()).toMatch(/from=2026-03-30&to=2026-03-30&outcome=handover_failed$/);
    const filters = page.getByRole('group', { name: 'Filters of conversations' });
    expect(await filters.getByLabel('When').inputValue()).toBe('yesterday');
    expect(await filters.getByLabel('How it ended').inputValue()).toBe('handover_failed');
    await console.follow('Overview');
    await page.getByRole('searchbox', { name: 'Search conversations' }).fill('Omar Haddad');
    await page.keyboard.press('Enter');
    await page.getByText(/searched as a name/).waitFor();
    await page.getByRole('table', { name: 'Conversations' }).getByRole('link', { name: 'Omar Haddad' }).first().click();
    await heading('Omar Haddad').waitFor();
    expect(addresses.filter((address) => /omar|haddad/i.test(address))).toEqual([]);
    expect(trouble).toEqual([]);
  });

  it("finds one person's chat by the number of her ticket and by her e-mail address, which stands in no address", async () => {
    await using console = await openAt('/conversations');
    const { page, addresses, heading, trouble } = console;
    const search = page.getByRole('searchbox', { name: 'Search conversations' });
    const rows = page.getByRole('table', { name: 'Conversations' }).locator('tbody tr');
    await search.fill('#135');
    await search.press('Enter');
    await page.getByText(/One conversation, searched as a ticket number/).waitFor();
    expect(await rows.first().textContent()).toContain('Omar Haddad');
    await search.fill('harriet.lowe@postbox.example');
    await search.press('Enter');
    await page.getByText(/3 conversations, searched as an e-mail address/).waitFor();
    expect(await rows.getByRole('link', { name: 'Harriet Lowe' }).count()).toBe(3);
    await search.fill('Low');
    await search.press('Enter');
    // Parts of a name are not found, and it says so.
    await page.getByText('a first or last name, or both').waitFor();
    await search.fill('lowe');
    await search.press('Enter');
    await page.getByText(/3 conversations, searched as a name/).waitFor();
    await rows.filter({ hasText: '#139' }).getByRole('link').click();
    await heading('Harriet Lowe').waitFor();
    expect(addresses.filter((address) => /harriet|lowe|postbox|%40|@/i.test(address))).toEqual([]);
    expect(trouble).toEqual([]);
  });

  it('says why the bot said something', async () => {
    await using console = await openAt('/conversations');
    const { page, trouble } = console;
    await page.getByRole('searchbox', { name: 'Search conversations' }).fill('139');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Harriet Lowe' }).click();
    const turn = page
      .getByRole('list', { name: 'Transcript' })
      .getByRole('listitem')
      .filter({ hasText: 'Customer' })
      .first();
    const why = turn.getByRole('group', { name: 'Why this answer' });
    await why
      .getByRole('list', { name: 'Read as' })
      .getByText(/^\d+ % sure$/)
      .first()
      .waitFor();
    await why.getByText('Decided by').waitFor();
    // In plain words, with the name of the row below.
    expect(await why.locator('.decided').first().textContent()).toMatch(/^[A-Z][a-z].*, (when|while|at) /);
    expect(await why.locator('.decided code').first().textContent()).toMatch(/^\w+ at \w+/);
    expect(trouble).toEqual([]);
  });

  it('has honest figures: the period changes them, each says what it is, and its file is what the report says', async () => {
    await using console = await openAt();
    const { page, trouble } = console;
    await page.getByRole('button', { name: '7 days' }).click();
    await page.getByText(/2026-03-25 to 2026-03-31, nothing to compare with before 2026-03-2\d/).waitFor();
    expect(await page.getByText(/, (better|worse)$/).count()).toBe(0);
    expect(page.url()).toContain('days=7');
    const { definitions, total } = await report();
    const runs = page.locator('.tile').filter({ hasText: 'Runs begun' });
    await runs.filter({ hasText: String(total.figures.runs?.value) }).waitFor();
    await page.getByRole('button', { name: 'What is Runs begun?' }).click();
    const definition = definitions.find(({ id }) => id === 'runs')?.definition ?? '';
    await page.getByRole('dialog').getByText(definition).waitFor();
    await page.keyboard.press('Escape');
    const [header = '', ...lines] = await save(console, 'Figures as CSV');
    expect(cellsOf(header).slice(0, 4)).toEqual(['figure', 'title', 'unit', 'value']);
    const saved = new Map(lines.map(cellsOf).map(([id = '', , , value, of]) => [id, [value, of]]));
    const wanted = definitions.map(
      ({ id }) => [id, [cell(total.figures[id]?.value), cell(total.figures[id]?.of)]] as const,
    );
    expect(saved.get('runs')).toEqual([cell(total.figures.runs?.value), '']);
    for (const [id, values] of wanted) expect({ id, values: saved.get(id) }).toEqual({ id, values });
    expect(trouble).toEqual([]);
  });

  it('says what was saved and how that is counted, and what it would be with other inputs', async () => {
    await using console = await openAt();
    const { page, trouble } = console;
    await page.getByRole('button', { name: '7 days' }).click();
    await page.getByText('2026-03-25 to 2026-03-31').waitFor();
    const { impact } = await report();
    const card = page.getByRole('region', { name: /Impact/ });
    const money = card.locator('.tile').filter({ hasText: 'Money saved' }).locator('.tile-value');
    // As far as it is rounded.
    const isAbout = async (amount: number) =>
      expect
        .poll(async () => Number((await money.textContent())?.replaceAll(/[^\d.]/g, '')))
        .toSatisfy((shown: number) => Math.abs(shown - amount) <= 0.51);
    await isAbout(impact.money);
    await page.getByRole('link', { name: 'how it is counted' }).click();
    await expect.poll(() => card.evaluate(isInView)).toBe(true);
    await card.getByText(impact.formula).first().waitFor();
    await card.getByText(/Try other inputs/).click();
    await card.getByLabel('Cost of an hour in').fill('50');
    await card.getByText('What if: your own inputs').waitFor();
    await isAbout(impact.hours * 50);
    await page.reload();
    await card.getByText('What if: your own inputs').waitFor();
    await card.getByRole('button', { name: /Back to the operator/ }).click();
    await isAbout(impact.money);
    expect(trouble).toEqual([]);
  });
}
