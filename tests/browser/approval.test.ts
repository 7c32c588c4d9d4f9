import { expect, it } from 'vitest';
import { mailTo } from '../e2e/topology.ts';
import { describePlayground } from './describe-playground.ts';
import { type PlaygroundPage, phone } from './playground-page.ts';

/** "We need more storage", up to the ticket that waits for the point of contact. */
async function askForStorage({ start, type, choose, hears }: PlaygroundPage): Promise<void> {
  await start();
  await type('our C drive is full and we need more storage');
  await hears('shared one, or a dedicated one');
  await choose('Shared');
  await choose('100 GB – $60/month');
  await hears('Which server is it for');
  await type('SRV-01');
  await hears('how full the drive is');
  await type('90%');
  await hears('Is that all correct');
  await choose("Yes, that's right");
  await hears('your point of contact has been asked for approval');
}

describePlayground('a request that needs approval', ({ open, topology }) => {
  it('is decided on the page that the mail links to, by one click, and the customer hears of it', async () => {
    await using playground = await open();
    await askForStorage(playground);
    const mail = await mailTo(topology(), 'owner@company.com', /Please decide/);
    const link = /Approve: (\S+)/.exec(mail.text)?.[1] ?? '';
    const page = await playground.page.context().newPage();
    await page.setViewportSize(phone.viewport);
    await page.goto(link);
    for (const fact of ['100 GB – $60/month', 'SRV-01', 'Test User']) await page.getByText(fact).first().waitFor();
    await playground.picture('approval', page);
    // Opening the link has decided nothing: mail scanners open links, too.
    await page.getByLabel(/Comment/).fill('Fine, but please not before Friday.');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('status').filter({ hasText: 'Approved' }).waitFor();
    await page.goto(link);
    await page.getByRole('status').filter({ hasText: 'Approved' }).waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    await page.close();
    await playground.hears(/approved/i);
    await playground.tickets.first().filter({ hasText: 'please not before Friday' }).waitFor();
    expect(playground.trouble).toEqual([]);
  });
});
