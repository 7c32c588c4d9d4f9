import { expect, it } from 'vitest';
import { describePlayground } from './describe-playground.ts';
import { desktop, type PlaygroundPage, phone } from './playground-page.ts';

/** "I forgot my password", up to the ticket. */
async function playToTicket({ start, type, choose, hears, mailedCode }: PlaygroundPage): Promise<void> {
  await start();
  await type('I forgot my password');
  await hears('Which password');
  await choose('Server / desktop');
  await choose('No');
  await hears('6-digit code');
  await type(await mailedCode());
  await hears('What is the user name');
  await type('jsmith');
  await hears(/ticket #\d+/);
}

describePlayground('"I forgot my password" on the playground', ({ open }) => {
  it('goes by clicking and typing to the ticket in the chat and the desk, and the mails, all shown by themselves', async () => {
    await using playground = await open();
    const { tickets, mails, picture, trouble } = playground;
    await playToTicket(playground);
    const ticket = tickets.filter({ hasText: 'Password Reset - Test User' }).first();
    await ticket.filter({ hasText: 'Medium' }).filter({ hasText: 'Customer: I forgot my password' }).waitFor();
    await mails.filter({ hasText: 'Ticket #' }).first().waitFor();
    await mails.filter({ hasText: '[Medium] Password Reset' }).first().waitFor();
    await picture('desktop');
    expect(await mails.filter({ hasText: 'Your code' }).count()).toBe(1);
    expect(trouble).toEqual([]);
  });

  it('brings the answer that an agent writes on the ticket into the chat', async () => {
    await using playground = await open();
    const { page, hears, tickets, trouble } = playground;
    await playToTicket(playground);
    await tickets.first().getByPlaceholder('Answer as an agent…').fill('Your reset link is on its way.');
    await tickets.first().getByRole('button', { name: 'Answer' }).click();
    await hears('Your reset link is on its way.');
    await page
      .getByLabel(/Status of ticket/)
      .first()
      .selectOption('Closed');
    await tickets.first().locator('.chip.Closed').waitFor();
    expect(trouble).toEqual([]);
  });

  it('looks right in the dark', async () => {
    await using playground = await open({ ...desktop, colorScheme: 'dark' });
    await playToTicket(playground);
    await playground.picture('dark');
    const ground = await playground.page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(ground).toBe('rgb(14, 17, 22)');
  });

  it('fits a phone: tabs lead to the panels and nothing is wider than the screen', async () => {
    await using playground = await open(phone);
    const { page, tickets, mails, picture, trouble } = playground;
    const width = () => page.evaluate('document.documentElement.scrollWidth');
    await playground.start();
    await playground.type('I forgot my password');
    await playground.hears('Which password');
    await picture('phone-choices');
    expect(await width()).toBe(390);
    await playground.choose('Server / desktop');
    await playground.choose('No');
    await playground.hears('6-digit code');
    await page.getByRole('link', { name: /Mails/ }).tap();
    const code = await playground.mailedCode();
    await picture('phone-mails');
    expect(await width()).toBe(390);
    await page.getByRole('link', { name: 'Chat' }).tap();
    await playground.type(code);
    await playground.hears('What is the user name');
    await playground.type('jsmith');
    await playground.hears(/ticket #\d+/);
    await picture('phone-chat');
    await page.getByRole('link', { name: /Tickets/ }).tap();
    await tickets.first().waitFor();
    expect(await mails.first().isVisible()).toBe(false);
    await picture('phone-tickets');
    expect(await width()).toBe(390);
    expect(trouble).toEqual([]);
  });
});
