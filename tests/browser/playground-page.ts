import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Topology } from '../e2e/topology.ts';

const artifacts = fileURLToPath(new URL('../../artifacts', import.meta.url));

/** The playground as somebody who sits before it uses it. */
export interface PlaygroundPage {
  readonly page: Page;
  /** Errors of the console and of scripts, and requests to anybody but the product. */
  readonly trouble: readonly string[];
  readonly tickets: Locator;
  readonly mails: Locator;
  /** Sends the form, as it is filled in or as somebody whom the directory knows, and waits for the greeting. */
  start(person?: string): Promise<void>;
  type(text: string): Promise<void>;
  choose(label: string): Promise<void>;
  /** Waits until a line of the chat contains this. */
  hears(text: string | RegExp): Promise<void>;
  /** The code of the newest mail with one. */
  mailedCode(): Promise<string>;
  /** Keeps a picture of this or another page under `artifacts/`. */
  picture(name: string, of?: Page): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export const desktop = { viewport: { width: 1440, height: 900 } } as const;
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

/** Opens the playground in a browser profile of its own. */
export async function openPlayground(
  browser: Browser,
  topology: Topology,
  options: BrowserContextOptions = desktop,
): Promise<PlaygroundPage> {
  const context = await browser.newContext({ ...options, locale: 'en-US' });
  const trouble: string[] = [];
  context.on('page', (page) => watch(page, topology.url, trouble));
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${topology.url}/playground`);
  const lines = page.locator('#lines li[data-from]');
  return {
    page,
    trouble,
    tickets: page.locator('#tickets > details'),
    mails: page.locator('#mails > details'),
    async start(person) {
      if (person !== undefined) await page.locator('#person').selectOption({ label: person });
      await page.getByRole('button', { name: 'Start the chat' }).click();
      await lines.filter({ hasText: 'AceBuddy' }).first().waitFor();
    },
    async type(text) {
      await page.getByLabel('Your message').fill(text);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
    },
    choose: (label) => page.locator('#offer').getByRole('button', { name: label, exact: true }).click(),
    hears: (text) => lines.filter({ hasText: text }).last().waitFor(),
    async mailedCode() {
      const mail = page.locator('#mails > details').filter({ hasText: 'Your code' }).first();
      await mail.waitFor();
      return /\b(\d{6})\b/.exec((await mail.textContent()) ?? '')?.[1] ?? '';
    },
    async picture(name, of = page) {
      mkdirSync(artifacts, { recursive: true });
      await of.screenshot({ path: `${artifacts}/${name}.png`, animations: 'disabled' });
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/** A ticket beside those that chats make. */
export async function createTicket(url: string, subject: string): Promise<void> {
  await fetch(`${url}/zoho/ticket/create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'Test', user_id: 'test@company.com', metadata: { subject } }),
  });
}

function watch(page: Page, url: string, trouble: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text());
  });
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`)) trouble.push(`a request to somebody else: ${request.url()}`);
  });
}
