import { expect, it } from 'vitest';
import { createCustomer } from '../../e2e/customer.ts';
import type { Console } from './describe-console.ts';

export function whilePeopleWrite({ product, localKey, open }: Console): void {
  const openSignedIn = async () => {
    const console = await open();
    await console.enter(await localKey());
    await console.go('/conversations');
    await console.heading('Conversations').waitFor();
    return console;
  };

  it('shows a new chat without a reload, takes it from the bot, which is silent from then on, and closes it', async () => {
    await using console = await openSignedIn();
    const { page, heading, trouble } = console;
    await page.getByText('Live', { exact: true }).waitFor();
    await page.evaluate('globalThis.isTheSamePage = true');
    const customer = createCustomer(product(), { name: 'Nadia Quist', email: 'nadia@quist.example' });
    expect((await customer.say('my printer shows offline')).message).not.toBe('');
    await page.getByRole('link', { name: 'Nadia Quist' }).click();
    await heading('Nadia Quist').waitFor();
    const transcript = page.getByRole('list', { name: 'Transcript' });
    await transcript.getByText('my printer shows offline').waitFor();
    await page.getByRole('button', { name: 'Take from the bot' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take from the bot' }).click();
    await page.getByText('A person has the chat now; the bot keeps silent.').waitFor();
    await page.getByRole('button', { name: 'Take from the bot' }).waitFor({ state: 'detached' });
    const said = transcript.locator('.bubble.bot');
    const before = await said.count();
    expect((await customer.say('is anybody there?')).message).toBe('');
    await transcript.getByText('is anybody there?').waitFor();
    expect(await said.count()).toBe(before);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Close this chat?' });
    await dialog.getByLabel('Reason').fill('answered by phone');
    await dialog.getByRole('button', { name: 'Close chat' }).click();
    await page.getByText(/The chat is closed\./).waitFor();
    await page.locator('.chat-head .badge').filter({ hasText: 'Closed' }).waitFor();
    expect(await page.evaluate('globalThis.isTheSamePage')).toBe(true);
    expect(trouble).toEqual([]);
  });

  it('puts a note on the ticket that only the team sees, and shows it on the timeline', async () => {
    await using console = await openSignedIn();
    const { page, trouble } = console;
    await page.getByRole('link', { name: 'Keisha Grant' }).first().click();
    await page.getByRole('button', { name: 'Add note' }).click();
    await page
      .getByRole('textbox', { name: 'Note' })
      .fill('She called: it is for her colleague, card 4111 1111 1111 1111.');
    await page.getByRole('dialog').getByRole('button', { name: 'Add note' }).click();
    await page.getByText('The note is on its way to the ticket.').waitFor();
    const desk = product().simulation?.desk;
    const note = () => {
      const ticket = desk?.tickets().find(({ ticketNumber }) => ticketNumber === '148');
      return ticket?.comments.find(({ content }) => content.includes('She called'));
    };
    await expect.poll(note, { timeout: 15_000 }).toMatchObject({ isPublic: false });
    expect(note()?.content).not.toContain('4111');
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByRole('button', { name: /Zoho Desk/ }).click();
    await page.getByRole('list', { name: 'Timeline' }).getByText('Write the comment on the ticket').last().waitFor();
    expect(trouble).toEqual([]);
  });
}
