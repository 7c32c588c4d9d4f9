import { expect, it } from 'vitest';
import type { ConsolePage } from './console-page.ts';
import { consoleKeys, describeConsole } from './describe-console.ts';

/** No ticket of the simulated desk has this id. */
const deletedTicket = '1892000000999001';

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
  await dialog.getByLabel('Reason').fill(reason);
  await confirm.click();
  await dialog.waitFor({ state: 'detached' });
}

describeConsole("the engineer's alert", { keys: true }, ({ product, open }) => {
  const openSignedIn = async () => {
    const console = await open();
    await console.signIn(consoleKeys.admin);
    return console;
  };
  const lettersOf = async (kind: string) => {
    const response = await fetch(`${product().url}/admin/dead-letters`, {
      headers: { authorization: `Bearer ${consoleKeys.admin}` },
    });
    return ((await response.text()).match(new RegExp(`"kind":"${kind}"`, 'g')) ?? []).length;
  };

  it('leads from the overview to what was given up, which is tried again and told of, and dropped with a reason', async () => {
    await using console = await openSignedIn();
    const { page, heading, trouble } = console;
    await page.getByRole('link', { name: /Work that was given up/ }).click();
    await heading('Work').waitFor();
    expect(page.url()).toContain('/console/work?state=dead');
    const rows = page.getByRole('table', { name: 'Work' }).locator('tbody tr');
    const comment = rows.filter({ hasText: 'Comment' });
    await comment.filter({ hasText: 'Given up' }).filter({ hasText: 'Desk knows no such record' }).waitFor();
    await act(console, 'Comment', 'Retry', 'the ticket may be back');
    await page.getByRole('status').filter({ hasText: '1 piece of work tried again.' }).waitFor();
    // The desk refuses it for good, and it stands there again.
    await expect.poll(() => lettersOf('comment'), { timeout: 15_000 }).toBe(1);
    await page.reload();
    await comment.waitFor();
    await act(console, 'Comment', 'Discard', 'the ticket was deleted on purpose');
    await page.getByRole('status').filter({ hasText: '1 piece of work discarded.' }).waitFor();
    await comment.waitFor({ state: 'detached' });
    expect(await lettersOf('comment')).toBe(0);
    expect(trouble).toEqual([]);
  });

  it('says which of many could not be done', async () => {
    await using console = await openSignedIn();
    const { page, trouble } = console;
    for (const comment of ['one', 'two'])
      await fetch(`${product().url}/zoho/ticket/${deletedTicket}/comment`, {
        method: 'POST',
        headers: { authorization: `Bearer ${consoleKeys.agent}`, 'content-type': 'application/json' },
        body: JSON.stringify({ comment, is_internal: true }),
      });
    await expect.poll(() => lettersOf('comment'), { timeout: 15_000 }).toBe(2);
    await console.go('/work?state=dead&service=ticketing');
    const rows = page.getByRole('table', { name: 'Work' }).locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByLabel('Select all shown').check();
    // Somebody else is quicker.
    const other = await openSignedIn();
    await other.go('/work?state=dead&service=ticketing');
    await act(other, 'Comment', 'Discard', 'seen to');
    await other[Symbol.asyncDispose]();
    await page.getByRole('group', { name: 'Selected work' }).getByRole('button', { name: 'Discard' }).click();
    const dialog = page.getByRole('dialog', { name: /Discard \d pieces? of work/ });
    await dialog.getByLabel('Reason').fill('no use');
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => lettersOf('comment'), { timeout: 15_000 }).toBe(0);
    expect(trouble).toEqual([]);
  });

  it('shows a mail that failed with its reason and as it looks, and sends it again', async () => {
    await using console = await openSignedIn();
    const { page, follow, heading, trouble } = console;
    await follow('Mails');
    await page.getByLabel('State').selectOption({ label: 'Given up' });
    const rows = page.getByRole('table', { name: 'Mails' }).locator('tbody tr');
    await rows.filter({ hasText: 'SMTP 550' }).waitFor();
    expect(await rows.first().textContent()).toContain('p•••@old-company.example');
    await rows.first().getByRole('link').click();
    await page.getByText('Reason of the last failure: SMTP 550').waitFor();
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
    await using console = await openSignedIn();
    const { page, follow, trouble } = console;
    await follow('System');
    const checks = page.getByRole('list', { name: 'Checks' });
    await checks.getByText('Answers').first().waitFor();
    expect(await checks.getByText('Fails').count()).toBe(0);
    await page.getByRole('button', { name: 'Test Desk now' }).click();
    await page
      .getByRole('status', { name: 'Result of the test' })
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
});
