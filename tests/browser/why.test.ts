import { expect, it } from 'vitest';
import { axeFaults } from './axe.ts';
import { describePlayground } from './describe-playground.ts';
import { desktop, phone } from './playground-page.ts';

describePlayground('why, beside the chat', ({ open }) => {
  it.each([
    ['a desktop', desktop],
    ['a phone', phone],
  ])('opens by keyboard below the answer on %s, in plain words', async (name, options) => {
    await using playground = await open(options);
    const { page, trouble } = playground;
    await playground.start();
    const whys = page.locator('#lines details.why');
    expect(await whys.count()).toBe(0);
    await playground.type('my printer is offline');
    await whys.first().waitFor();
    expect(await whys.count()).toBe(1);
    await whys.first().locator('summary').focus();
    await page.keyboard.press('Enter');
    await whys.first().getByText('request at idle → start').waitFor();
    const said = await whys.first().locator('dd').first().textContent();
    expect(said).toMatch(/^request \d+%; about printer issues \d+%/);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeFaults(page), `${name}, ${colorScheme}`).toEqual([]);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(options.viewport.width);
    await playground.picture(`why-${name.replace('a ', '')}`);
    expect(trouble).toEqual([]);
  });
});
