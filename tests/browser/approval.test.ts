import { expect, it } from 'vitest';
import { mailTo } from '../e2e/topology.ts';
import { axeFaults } from './axe.ts';
import { describePlayground } from './describe-playground.ts';
import { type PlaygroundPage, phone } from './playground-page.ts';

/** "We need more storage", up to the ticket that waits for the point of contact. */
async function askForStorage({ start, type, choose, hears }: PlaygroundPage): Promise<void> {
  await start('Dana Whitfield, Whitfield CPA');
  await type('our C drive is full and we need more storage');
  await hears('Which plan would you like');
  await choose('100 GB – $60/month');
  await hears('Which server is it for');
  await type('SRV-01, shared, 90% full');
  await hears('Is that all correct');
  await choose("Yes, that's right");
  await hears(/your point of contact (has been|will be) asked for approval/);
}

describePlayground('a request that needs approval', ({ open, topology }) => {
  it('is decided on the page that the mail links to, by one click, and the customer hears of it', async () => {
    await using playground = await open();
    await askForStorage(playground);
    const mail = await mailTo(topology(), 'lena@whitfield-cpa.example', /Please decide: .+ \(#\d+\)/);
    const link = /Approve: (\S+)/.exec(mail.text)?.[1] ?? '';
    const page = await playground.page.context().newPage();
    await page.setViewportSize(phone.viewport);
    await page.goto(link);
    for (const fact of ['100 GB – $60/month', 'SRV-01', 'Dana Whitfield']) await page.getByText(fact).first().waitFor();
    await page.getByText('You can decide until').waitFor();
    await playground.picture('approval', page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const address of [link, link.replace('=approve', '=decline')]) {
        await page.goto(address);
        for (const width of [320, 390, 768, 1440]) {
          await page.setViewportSize({ width, height: 700 });
          const at = `${colorScheme}, ${width} px`;
          expect(await axeFaults(page), at).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth'), at).toBe(width);
        }
      }
    }
    await page.goto(link);
    // Opening the link has decided nothing: mail scanners open links, too.
    await page.getByLabel(/Comment/).fill('Fine, but please not before Friday.');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('status').filter({ hasText: 'Approved' }).waitFor();
    await page.goto(link.replace('=approve', '=decline'));
    await page
      .getByRole('status')
      .filter({ hasText: /Approved on .+ choosing Decline now changes nothing/ })
      .waitFor();
    await page.goto(link);
    await page
      .getByRole('status')
      .filter({ hasText: /Approved on .+\d:\d\d.+ changes nothing/ })
      .waitFor();
    expect(await page.getByText('before you approve').count()).toBe(0);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await page.close();
    await playground.hears(/approved/i);
    await playground.tickets.first().filter({ hasText: 'please not before Friday' }).waitFor();
    expect(playground.trouble).toEqual([]);
  });
});
