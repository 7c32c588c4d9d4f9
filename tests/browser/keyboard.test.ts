import { expect, it } from 'vitest';
import { describePlayground } from './describe-playground.ts';
import { createTicket } from './playground-page.ts';

describePlayground('the playground without a mouse', ({ open, topology }) => {
  it('is used with tab, enter and letters alone: the focus follows the conversation', async () => {
    await using playground = await open();
    const { page, hears, trouble } = playground;
    const focused = () => page.evaluate('document.activeElement?.textContent || document.activeElement?.id');
    await page.getByRole('textbox', { name: 'Name' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await hears('AceBuddy');
    await expect.poll(focused).toBe('text');
    await page.keyboard.type('I forgot my password');
    await page.keyboard.press('Enter');
    await hears('Which password');
    await expect.poll(focused).toBe('Server / desktop');
    await page.keyboard.press('Enter');
    await hears('self-service portal');
    await expect.poll(focused).toBe('Yes');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await hears('6-digit code');
    await expect.poll(focused).toBe('text');
    await page.keyboard.type('skip');
    await page.keyboard.press('Enter');
    await hears('What is the user name');
    await expect.poll(focused).toBe('text');
    expect(trouble).toEqual([]);
  });

  it('keeps an answer that is half written on a ticket when the ticket changes', async () => {
    await using playground = await open();
    const { page, tickets } = playground;
    await createTicket(topology().url, 'Half written');
    await tickets.filter({ hasText: 'Half written' }).waitFor();
    const answer = page.getByLabel(/Answer on ticket/).first();
    await answer.fill('I am looking at it, and');
    const { id = '' } =
      topology()
        .zoho.desk.tickets()
        .find(({ subject }) => subject === 'Half written') ?? {};
    topology().zoho.desk.agentSetsStatus(id, 'Escalated');
    await tickets.first().locator('.chip.Escalated').waitFor();
    expect(await answer.inputValue()).toBe('I am looking at it, and');
    await expect.poll(() => page.evaluate('document.activeElement?.getAttribute("aria-label")')).toMatch(/Answer on/);
  });
});
