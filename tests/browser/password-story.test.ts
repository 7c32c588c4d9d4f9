import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTopology, type Topology } from '../e2e/topology.ts';
import { describeWithChromium } from './chromium.ts';

const artifacts = fileURLToPath(new URL('../../artifacts', import.meta.url));
mkdirSync(artifacts, { recursive: true });

/** A page of the playground that must neither complain in its console nor talk to anybody else. */
async function openPlayground(browser: Browser, topology: Topology, viewport: { width: number; height: number }) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text());
  });
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(topology.url)) trouble.push(`foreign request: ${request.url()}`);
  });
  await page.goto(`${topology.url}/playground`);
  return { page, trouble, [Symbol.asyncDispose]: () => context.close() };
}

const botSays = (page: Page, text: string | RegExp) =>
  page.locator('#lines li[data-from="bot"]').filter({ hasText: text }).last().waitFor();

const choose = (page: Page, label: string) =>
  page.locator('#offer').getByRole('button', { name: label, exact: true }).click();

async function type(page: Page, text: string) {
  await page.getByLabel('Your message').fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}

async function mailedCode(page: Page): Promise<string> {
  const mail = page.locator('#mails details').filter({ hasText: 'Your code' }).first();
  await mail.waitFor({ state: 'attached' });
  return /\b(\d{6})\b/.exec((await mail.textContent()) ?? '')?.[1] ?? '';
}

describeWithChromium('the playground', (browser) => {
  let topology: Topology;
  beforeAll(async () => {
    topology = await startTopology({ name: 'standalone' });
  }, 60_000);
  afterAll(async () => topology[Symbol.asyncDispose]());

  describe('"I forgot my password"', () => {
    it('goes by clicking and typing to the code, the ticket and the mails', async () => {
      await using opened = await openPlayground(browser(), topology, { width: 1440, height: 900 });
      const { page, trouble } = opened;
      await page.getByRole('button', { name: 'Start the chat' }).click();
      await botSays(page, 'AceBuddy');
      await type(page, 'I forgot my password');
      await botSays(page, 'Which password');
      await choose(page, 'Server / desktop');
      await choose(page, 'No');
      await botSays(page, 'user name');
      await type(page, 'jsmith');
      await botSays(page, '6-digit code');
      await type(page, await mailedCode(page));
      await botSays(page, /ticket #\d+/);

      const ticket = page.locator('#tickets details').first();
      await ticket.filter({ hasText: 'Password Reset - Test User' }).waitFor();
      await ticket.filter({ hasText: 'Medium' }).waitFor();
      await ticket.filter({ hasText: 'I forgot my password' }).waitFor();
      expect(await ticket.textContent()).toContain('jsmith');
      await page.locator('#mails details').filter({ hasText: 'Ticket #' }).first().waitFor();
      await page.locator('#mails details').filter({ hasText: '[Medium] Password Reset' }).first().waitFor();
      await page.screenshot({ path: `${artifacts}/password-story.png` });

      expect(trouble).toEqual([]);
    }, 120_000);

    it('starts with the keyboard alone', async () => {
      await using opened = await openPlayground(browser(), topology, { width: 1280, height: 800 });
      const { page } = opened;
      await page.getByLabel('E-mail').fill('dana@whitfield-cpa.example');
      await page.getByLabel('Name').focus();
      await page.keyboard.press('Enter');
      await botSays(page, 'AceBuddy');
      await page.keyboard.type('I forgot my password');
      await page.keyboard.press('Enter');
      await botSays(page, 'Which password');
      await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toBe('Server / desktop');
      await page.keyboard.press('Enter');
      await botSays(page, 'self-service portal');
    });

    it('fits a phone: tabs lead to the panels and nothing is wider than the screen', async () => {
      await using opened = await openPlayground(browser(), topology, { width: 390, height: 844 });
      const { page, trouble } = opened;
      await page.getByLabel('E-mail').fill('priya@ramantax.example');
      await page.getByRole('button', { name: 'Start the chat' }).click();
      await type(page, 'I forgot my password');
      await botSays(page, 'Which password');
      await page.screenshot({ path: `${artifacts}/phone.png` });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      await page.getByRole('link', { name: /Tickets/ }).click();
      await page.getByRole('heading', { name: /Zoho Desk/ }).waitFor();
      await page.getByRole('link', { name: /Mails/ }).click();
      await page.getByRole('heading', { name: /Mails/ }).waitFor();
      expect(trouble).toEqual([]);
    });
  });
});
