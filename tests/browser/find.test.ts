import { expect, it } from 'vitest';
import { describePlayground } from './describe-playground.ts';
import { createTicket } from './playground-page.ts';

describePlayground('the search above the tickets', ({ open, topology }) => {
  it('says what it leaves out and that nothing was found, and is taken off by one click', async () => {
    await using playground = await open();
    const { page, tickets, trouble } = playground;
    for (const subject of ['Broken scanner', 'Slow network', 'New laptop']) await createTicket(topology().url, subject);
    await tickets.nth(2).waitFor();
    const [count, said] = [page.locator('#desk-title [data-count]'), page.locator('#found')];
    expect(await said.isVisible()).toBe(false);
    await page.getByLabel('Find tickets').fill('scanner');
    await said.filter({ hasText: 'Showing 1 of 3 tickets' }).waitFor();
    expect(await tickets.count()).toBe(1);
    expect(await count.textContent()).toBe('3');
    await page.getByLabel('Find tickets').fill('zeppelin');
    await said.filter({ hasText: 'No ticket has “zeppelin”.' }).waitFor();
    expect(await tickets.count()).toBe(0);
    expect(await count.textContent()).toBe('3');
    await said.getByRole('button', { name: 'Show all' }).click();
    await tickets.nth(2).waitFor();
    expect(await page.getByLabel('Find tickets').inputValue()).toBe('');
    expect(await said.isVisible()).toBe(false);
    expect(trouble).toEqual([]);
  });

  it('is on for a link of a mail only if its ticket is not among the newest, by the number that people see', async () => {
    await using playground = await open();
    const { page, tickets } = playground;
    for (let index = 0; index < 27; index += 1) await createTicket(topology().url, `Request no. ${index}`);
    await expect.poll(() => topology().zoho.desk.tickets().length, { timeout: 20_000 }).toBe(27);
    const all = topology().zoho.desk.tickets();
    const follow = async (subject: string) => {
      const ticket = all.find((candidate) => candidate.subject === subject);
      await page.goto('about:blank');
      await page.goto(ticket?.webUrl ?? '');
      await page.locator(`#tickets-${ticket?.id}[open]`).waitFor();
      return ticket;
    };
    const [newest, oldest] = [all.at(-1)?.subject ?? '', all[0]?.subject ?? ''].toSorted(
      (a, b) => Number(b.slice(12)) - Number(a.slice(12)),
    );
    await follow(newest ?? '');
    expect(await page.getByLabel('Find tickets').inputValue()).toBe('');
    expect(await tickets.count()).toBe(25);
    const old = await follow(oldest ?? '');
    await page.locator('#found').filter({ hasText: 'Showing 1 of 27 tickets' }).waitFor();
    expect(await page.getByLabel('Find tickets').inputValue()).toBe(`#${old?.ticketNumber}`);
    await page.locator('#found').getByRole('button', { name: 'Show all' }).click();
    await tickets.nth(24).waitFor();
    await page.goto('about:blank');
    await page.goto(`${topology().url}/playground#ticket-1`);
    await page.getByText('The ticket that the link names is not here.').waitFor();
    await page.locator('#found').getByRole('button', { name: 'Show all' }).click();
    await tickets.nth(24).waitFor();
    expect(await page.locator('#found').isVisible()).toBe(false);
  });
});
