import { expect, it } from 'vitest';
import { axeFaults } from './axe.ts';
import { describePlayground } from './describe-playground.ts';
import { createTicket } from './playground-page.ts';

const themes = ['light', 'dark'] as const;
const widths = [320, 768, 1440];

/** Words of the ticket panel's head that are cut, take more than their line, or lie on something. */
const headFaults = `(() => {
  const parts = [...document.querySelectorAll('#desk-title, #desk-panel .heading small, #desk-panel .operators')];
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const isCut = parts.map((part) => part.scrollWidth > part.clientWidth + 1);
  const faults = parts.slice(0, 2).flatMap((part, index) => [
    ...(isCut[index] ? [part.textContent + ' is cut'] : []),
    ...(boxes[index].height > 26 ? [part.textContent + ' takes two lines'] : []),
    ...(boxes[index].right > boxes[2].left && boxes[index].bottom > boxes[2].top ? [part.textContent + ' is covered'] : []),
  ]);
  const panel = document.querySelector('#desk-panel').getBoundingClientRect();
  return boxes[2].right > panel.right ? [...faults, 'the switch is cut'] : faults;
})()`;

describePlayground('axe', ({ open, topology }) => {
  it('finds nothing on the playground, from 320 to 1440 px, in both themes, and nothing is wider than the screen', async () => {
    await using playground = await open();
    const { page } = playground;
    const look = async (state: string, panels: readonly string[]) => {
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        for (const width of widths) {
          await page.setViewportSize({ width, height: 700 });
          for (const panel of panels) {
            await page.evaluate(`location.hash = '${panel}'`);
            const at = `${state}, ${colorScheme}, ${width} px, ${panel}`;
            expect(await axeFaults(page), at).toEqual([]);
            expect(await page.evaluate('document.documentElement.scrollWidth'), at).toBe(width);
          }
        }
      }
      await page.evaluate(`location.hash = '#chat-panel'`);
    };
    await look('before a chat', ['#chat-panel', '#desk-panel', '#mail-panel']);
    await playground.start('Dana Whitfield, Whitfield CPA');
    await playground.type('I forgot my password');
    await playground.choose('Server / desktop');
    await playground.choose('No');
    await playground.hears('6-digit code');
    await playground.type(await playground.mailedCode());
    await playground.hears(/ticket #\d+/);
    await playground.mails.filter({ hasText: 'Ticket #' }).first().waitFor();
    await look('after a chat', ['#chat-panel', '#desk-panel', '#mail-panel']);
    for (const mail of topology().mails()) {
      await page.goto(`${topology().url}/playground/api/mails/${mail.seq}`);
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        expect(await axeFaults(page), `${mail.subject}, ${colorScheme}`).toEqual([]);
      }
    }
  });

  it('shows every choice on the smallest phones, and a shade where even those must scroll', async () => {
    await using playground = await open({ viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true });
    const { page } = playground;
    await playground.start();
    await playground.type('our C drive is full and we need more storage');
    await playground.hears('Which plan would you like');
    const choices = page.locator('#offer button');
    await choices.filter({ hasText: '100 GB' }).waitFor();
    const offer = await page.locator('#offer').boundingBox();
    const ends = [];
    for (const choice of await choices.all()) {
      const box = await choice.boundingBox();
      ends.push((box?.y ?? Number.NaN) + (box?.height ?? Number.NaN));
    }
    expect(ends).toHaveLength(7);
    expect(Math.max(...ends)).toBeLessThanOrEqual((offer?.y ?? 0) + (offer?.height ?? 0));
    await page.setViewportSize({ width: 320, height: 420 });
    const shades = await page.evaluate(`(() => {
      const offer = document.querySelector('#offer');
      return offer.scrollHeight > offer.clientHeight && getComputedStyle(offer).backgroundAttachment;
    })()`);
    expect(shades).toBe('local, local, scroll, scroll');
  });

  it('heads its panels so that nothing is cut or lies on something else, and no tab moves when it is chosen', async () => {
    await using playground = await open();
    const { page, tickets } = playground;
    for (let index = 0; index < 11; index += 1) await createTicket(topology().url, `Request ${index}`);
    await tickets.nth(10).waitFor({ state: 'attached' });
    for (const width of [320, 390, 768, 1024, 1280, 1440]) {
      await page.setViewportSize({ width, height: 700 });
      const tabs = () => page.evaluate('document.querySelector(".tabs").getBoundingClientRect().height');
      await page.evaluate(`location.hash = '#chat-panel'`);
      const before = await tabs();
      await page.evaluate(`location.hash = '#desk-panel'`);
      await expect.poll(() => page.locator('#desk-panel').isVisible()).toBe(true);
      expect(await tabs(), `${width} px`).toBe(before);
      expect(await page.evaluate('scrollY'), `${width} px`).toBe(0);
      expect(await page.evaluate(headFaults), `${width} px`).toEqual([]);
    }
  });

  it.each(['/', '/console/login', '/console/login?code=spent', '/approvals/cut', '/docs'])(
    'finds nothing on %s, in both themes',
    async (path) => {
      await using playground = await open();
      const { page } = playground;
      await page.goto(`${topology().url}${path}`);
      await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true');
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        for (const width of [320, 1440]) {
          await page.setViewportSize({ width, height: 700 });
          expect(await axeFaults(page), `${colorScheme}, ${width} px`).toEqual([]);
        }
      }
      await playground.picture(`page${path.replaceAll(/\W+/g, '-')}`, page);
    },
  );
});
