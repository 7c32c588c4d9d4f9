import { expect, it } from 'vitest';
import { describePlayground } from './describe-playground.ts';

describePlayground('hands that are quick and networks that are not', ({ open }) => {
  it('a double click answers one question', async () => {
    await using playground = await open();
    const { page, hears } = playground;
    await playground.start();
    await playground.type('printer trouble');
    await hears('What does the printer do');
    const stuck = page.locator('#offer').getByRole('button', { name: 'A job is stuck', exact: true });
    const box = await stuck.boundingBox();
    await stuck.click();
    // Where the hand is, as often and as fast as it likes.
    for (let click = 0; click < 6; click += 1) {
      await page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 15);
      await page.waitForTimeout(40);
    }
    await page.locator('#offer').getByRole('button', { name: 'It worked' }).waitFor();
    const said = await page.locator('#lines .visitor-line').allTextContents();
    expect(said.map((text) => text.replace('You: ', ''))).toEqual(['printer trouble', 'A job is stuck']);
  });

  it('what is on its way stays in sight, says so when it is lost, and is said once when it is tried again', async () => {
    await using playground = await open();
    const { page, hears } = playground;
    await playground.start();
    const unsent = page.locator('#lines .unsent');
    const held = Promise.withResolvers<void>();
    await page.route('**/say', async (route) => {
      await held.promise;
      await route.abort('connectionfailed');
    });
    await playground.type('I forgot my password');
    await unsent.filter({ hasText: 'sending…' }).waitFor();
    held.resolve();
    await unsent.filter({ hasText: 'AceBuddy cannot be reached.' }).waitFor();
    await page.unroute('**/say');
    await unsent.getByRole('button', { name: 'Try again' }).click();
    await hears('Which password');
    await expect.poll(() => unsent.count()).toBe(0);
    expect(await page.locator('#lines .visitor-line').count()).toBe(1);
  });

  it('an agent who takes over answers in the chat, at any time of any day', async () => {
    await using playground = await open();
    const { page, hears, trouble } = playground;
    await page.getByLabel('Agents in chat').selectOption('available');
    expect(await page.locator('#operators-note').isVisible()).toBe(false);
    await playground.start();
    await playground.type('I want to talk to a person');
    const agent = page.locator('#offer').getByRole('button', { name: 'Talk to an agent' });
    const taken = page.locator('#operator:not([hidden])');
    await agent.or(taken).first().waitFor();
    if (await agent.isVisible()) await agent.click();
    await taken.getByLabel('Answer as').fill('Hello, how can I help?');
    await taken.getByRole('button', { name: 'Send to the chat' }).click();
    await hears('Hello, how can I help?');
    await taken.getByRole('button', { name: 'End the chat' }).click();
    await hears('ended the chat.');
    expect(await page.locator('#text').getAttribute('placeholder')).toBe('This chat has ended.');
    await expect.poll(() => taken.count()).toBe(0);
    expect(trouble).toEqual([]);
  });

  it('a new chat puts the focus where one goes on, and a mail is shown as its reader sees it', async () => {
    await using playground = await open();
    const { page, trouble } = playground;
    await playground.start('Priya Raman, Raman Tax');
    await playground.type('I forgot my password');
    await playground.choose('Server / desktop');
    await playground.choose('No');
    await playground.type('praman');
    await playground.mailedCode();
    const mail = page.frameLocator('#mails iframe').first();
    await mail.getByRole('heading', { name: 'Your one-time code' }).waitFor();
    // Also after it was so narrow that it had to be high.
    const emptyPx = () =>
      page.evaluate(`(() => {
        const frame = document.querySelector('#mails iframe');
        return frame.clientHeight - frame.contentDocument.querySelector('[role=main]').getBoundingClientRect().bottom;
      })()`);
    for (const width of [1000, 2200, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(emptyPx, { message: `${width} px` }).toBeLessThan(4);
    }
    await page.getByRole('button', { name: 'New chat' }).click();
    await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('person');
    expect(trouble).toEqual([]);
  });

  it('a lost connection is said where it covers nothing', async () => {
    await using playground = await open({ viewport: { width: 390, height: 700 } });
    const { page } = playground;
    await playground.start();
    await page.route('**/events?*', (route) => route.abort());
    await page.evaluate('document.querySelector("#find").dispatchEvent(new Event("input"))');
    const said = page.getByText('The connection to AceBuddy is gone');
    await said.waitFor();
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 700 });
      const [note, send] = [await said.boundingBox(), await page.locator('#composer button').boundingBox()];
      expect((note?.y ?? 999) + (note?.height ?? 0)).toBeLessThanOrEqual(send?.y ?? 0);
      expect((send?.y ?? 999) + (send?.height ?? 0)).toBeLessThanOrEqual(700);
    }
  });

  it('stars that were chosen are stars in the chat', async () => {
    await using playground = await open();
    const { page, hears } = playground;
    await playground.start();
    await playground.type('I forgot my password');
    await playground.choose('Server / desktop');
    await playground.choose('No');
    await hears('6-digit code');
    await playground.type(await playground.mailedCode());
    await hears('What is the user name');
    await playground.type('kmiller');
    await hears(/ticket #\d+/);
    await page.locator('#offer').getByRole('button', { name: /^No/ }).click();
    await page.getByRole('button', { name: '4 of 5 stars' }).click();
    await hears('★★★★');
    expect(await page.locator('#lines .visitor-line').last().textContent()).toBe('You: ★★★★');
    expect(await page.locator('#lines').getByRole('img', { name: '4 of 5 stars' }).count()).toBe(1);
  });

  it('a switch that does not move the hours of the bot, as in four processes, says so in words', async () => {
    await using playground = await open({ viewport: { width: 390, height: 700 } });
    const { page } = playground;
    await page.route('**/events?*', async (route) => {
      const { body } = await fetch(route.request().url());
      let read = '';
      for await (const chunk of body ?? []) {
        read += Buffer.from(chunk).toString();
        if (read.includes('\n\n')) break;
      }
      const state = read.replace('"movesHours":true', '"movesHours":false');
      await route.fulfill({ contentType: 'text/event-stream', body: state });
    });
    await page.reload();
    await page.getByRole('link', { name: /Tickets/ }).click();
    await page.getByText('outside its business hours it hands nothing over').waitFor();
  });
});
