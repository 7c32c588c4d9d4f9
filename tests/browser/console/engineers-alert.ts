import { expect, it } from 'vitest';
import { z } from 'zod';
import type { ConsolePage } from './console-page.ts';
import { type Console, consoleKeys } from './describe-console.ts';

/** No ticket of the simulated desk has this id. */
const deletedTicket = '1892000000999001';

const lettersSchema = z.object({ items: z.array(z.object({ id: z.string(), kind: z.string() })) });

/** Ticks what has these words, and does it with a reason. */
async function act(
  { page }: ConsolePage,
  words: string | RegExp,
  verb: 'Retry' | 'Discard',
  reason: string,
): Promise<void> {
  const selected = page.getByRole('group', { name: 'Selected work' });
  await page
    .getByRole('table', { name: 'Work' })
    .locator('tbody tr')
    .filter({ hasText: words })
    .first()
    .getByRole('checkbox')
    .check();
  await selected.getByText('1 selected').waitFor();
  await selected.getByRole('button', { name: verb, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `${verb} 1 piece of work?` });
  const confirm = dialog.getByRole('button', { name: verb, exact: true });
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByText(`needed before ${verb} can be pressed`).waitFor();
  await dialog.getByRole('listitem').filter({ hasText: words }).waitFor();
  await dialog.getByLabel('Reason').fill(reason);
  await confirm.click();
  await dialog.waitFor({ state: 'detached' });
}

export function engineersAlert({ product, open }: Console): void {
  const openAt = async (path: string) => {
    const console = await open();
    await console.enter(consoleKeys.admin);
    await console.go(path);
    return console;
  };
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${product().url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${consoleKeys.admin}`, 'content-type': 'application/json' },
    });
  const letters = async (kind: string) => {
    const { items } = lettersSchema.parse(await (await ask('/admin/dead-letters')).json());
    return items.filter((item) => item.kind === kind);
  };
  const lettersOf = async (kind: string) => (await letters(kind)).length;
  const firstOf = async (kind: string) => (await letters(kind))[0]?.id ?? '';
  const discard = async (id: string) => {
    const path = `/admin/dead-letters/ticketing/${encodeURIComponent(id)}/discard`;
    return (await ask(path, { method: 'POST', body: JSON.stringify({ reason: 'seen to' }) })).status;
  };

  it('leads from the overview to what was given up, which is tried again and told of, and dropped with a reason', async () => {
    await using console = await openAt('');
    const { page, heading, trouble } = console;
    await page.getByRole('link', { name: /Work that was given up/ }).click();
    await heading('Work').waitFor();
    expect(page.url()).toContain('/console/work?state=stuck&topic=others');
    const rows = page.getByRole('table', { name: 'Work' }).locator('tbody tr');
    const comment = rows.filter({ hasText: 'Comment' });
    await comment.filter({ hasText: 'Given up' }).filter({ hasText: 'Desk knows no such record' }).waitFor();
    // What happened, what to do, and what it is about.
    await comment.getByText(`ticket ${deletedTicket}`).waitFor();
    for (const words of ['Zoho Desk does not know the ticket', 'press Discard'])
      await comment.locator('.reason').getByText(words).waitFor();
    await act(console, 'Comment', 'Retry', 'the ticket may be back');
    await page.getByRole('status').filter({ hasText: '1 piece of work is being tried again.' }).waitFor();
    // The desk refuses it for good, and it stands there again.
    await expect.poll(() => lettersOf('comment'), { timeout: 15_000 }).toBe(1);
    await comment.getByText(/tried again (just now|\d+ min\. ago): the same answer/).waitFor();
    await page.reload();
    await comment.waitFor();
    await act(console, 'Comment', 'Discard', 'the ticket was deleted on purpose');
    await page.getByRole('status').filter({ hasText: '1 piece of work discarded.' }).waitFor();
    await comment.waitFor({ state: 'detached' });
    expect(await lettersOf('comment')).toBe(0);
    expect(trouble).toEqual([]);
  });

  it('says which of many could not be done', async () => {
    for (const { id } of await letters('comment')) await discard(id);
    for (const comment of ['one', 'two'])
      await ask(`/zoho/ticket/${deletedTicket}/comment`, {
        method: 'POST',
        body: JSON.stringify({ comment, is_internal: true }),
      });
    await expect.poll(() => lettersOf('comment'), { timeout: 15_000 }).toBe(2);
    await using console = await openAt('/work?state=dead&service=ticketing');
    const { page, trouble } = console;
    const rows = page.getByRole('table', { name: 'Work' }).locator('tbody tr').filter({ hasText: 'Comment' });
    await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(2);
    for (const row of await rows.all()) await row.getByRole('checkbox').check();
    // Somebody else is quicker with one of them.
    expect(await discard(await firstOf('comment'))).toBe(200);
    await page.getByRole('group', { name: 'Selected work' }).getByRole('button', { name: 'Discard' }).click();
    const dialog = page.getByRole('dialog', { name: 'Discard 2 pieces of work?' });
    await dialog.getByLabel('Reason').fill('no use');
    await dialog.getByRole('button', { name: 'Discard' }).click();
    const told = page.getByRole('dialog', { name: 'Some could not be done' });
    await expect.poll(() => told.getByRole('listitem').count()).toBe(1);
    // It stays, though the list behind it is empty by then.
    await page.getByText('Nothing waits, and nothing was given up').waitFor();
    expect(await told.getByRole('listitem').textContent()).toMatch(/^Ticketing, change:rest:comment:\S+: \S.+/);
    await told.getByRole('button', { name: 'Done' }).click();
    expect(await lettersOf('comment')).toBe(0);
    await rows.first().waitFor({ state: 'detached' });
    expect(trouble).toEqual([]);
  });

  it('says of every piece of work for whom it is, and leads to the chat and to the ticket', async () => {
    await using console = await openAt('/work?service=notifications');
    const { page, heading, trouble } = console;
    const row = page.getByRole('table', { name: 'Work' }).locator('tbody tr').filter({ hasText: 'SMTP 550' }).first();
    await row.getByRole('link', { name: /^Ticket #\d+/ }).waitFor();
    await row.getByRole('button', { name: 'Retry this: Mail for Peter Lundgren' }).click();
    await page.getByRole('dialog', { name: 'Retry 1 piece of work?' }).getByRole('button', { name: 'Cancel' }).click();
    await row.getByRole('link', { name: /^Peter Lundgren/ }).click();
    await heading('Peter Lundgren').waitFor();
    expect(trouble).toEqual([]);
  });

  it('shows a mail that failed with its reason and as it looks, and sends it again', async () => {
    await using console = await openAt('/mails');
    const { page, heading, trouble } = console;
    await page.getByLabel('State').selectOption({ label: 'Given up' });
    const rows = page.getByRole('table', { name: 'Mails' }).locator('tbody tr');
    // The list is there before its filter is.
    await expect.poll(() => rows.first().textContent()).toContain('p•••@old-company.example');
    await rows.first().getByText('SMTP 550').waitFor();
    await rows.first().getByRole('link').click();
    const failure = page.locator('.banner .failure');
    await failure.getByText('The recipient’s mail server refused the address').waitFor();
    await failure.getByText('Send again helps only when the mailbox takes mails again.').waitFor();
    await page.frameLocator('iframe[title="Preview of the mail"]').getByText('#140').first().waitFor();
    await page.getByRole('button', { name: 'Send again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send this mail again?' });
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('status').filter({ hasText: 'on its way again' }).waitFor();
    await expect
      .poll(
        () =>
          product()
            .mailCatcher?.mails()
            .filter(({ to }) => to.includes('peter.lundgren@old-company.example')).length,
      )
      .toBe(1);
    await page.reload();
    await page.locator('.badge').filter({ hasText: 'Sent' }).waitFor();
    await heading(/Mail|Ticket/).waitFor();
    expect(trouble).toEqual([]);
  });

  it('checks what the product leans on, asks Desk, and verifies the audit trails', async () => {
    await using console = await openAt('/system');
    const { page, trouble } = console;
    const checks = page.getByRole('list', { name: 'Checks' });
    await checks.getByText('Answers').first().waitFor();
    expect(await checks.getByText('Fails').count()).toBe(0);
    await page.getByRole('button', { name: 'Check the connection' }).click();
    await page
      .getByRole('status', { name: 'Result of the check' })
      .getByText('Desk answers, and all is set up.')
      .waitFor();
    await page.getByRole('button', { name: 'Verify audit trails' }).click();
    const verdict = page.getByRole('status', { name: 'Result of the verification' });
    await expect.poll(() => verdict.getByText('Intact').count()).toBe(3);
    // What this test has done stands in them.
    expect(await verdict.textContent()).toMatch(/Ticketing\s*[1-9]\d* entries/);
    expect(await page.getByText(consoleKeys.admin).count()).toBe(0);
    expect(trouble).toEqual([]);
  });
}
