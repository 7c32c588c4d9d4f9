import type { Browser, BrowserContextOptions, Locator, Page, Request } from 'playwright-core';
import { desktop } from '../playground-page.ts';
import { shiftClock } from './console-time.ts';

/** The console as somebody who sits before it uses it. */
export interface ConsolePage {
  readonly page: Page;
  /** Errors of scripts, what the page's policy refused, and requests to anybody but the product. */
  readonly trouble: string[];
  /** Every address that was asked for, or that stood in the browser. */
  readonly addresses: readonly string[];
  /** Opens an address below `/console`. */
  go(path?: string): Promise<void>;
  /** Exchanges a key for a session, on the page that is shown or on the sign-in, and waits for the page behind it. */
  signIn(key: string): Promise<void>;
  /** The same without showing any page. */
  enter(key: string): Promise<void>;
  heading(name: string | RegExp): Locator;
  /** A link of the navigation. */
  follow(place: string): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

interface Place {
  readonly url: string;
  readonly aheadMs: number;
}

/** Opens a browser profile of its own, with nothing in it, whose clock is the product's. */
export async function openConsole(
  browser: Browser,
  { url, aheadMs }: Place,
  options: BrowserContextOptions = desktop,
): Promise<ConsolePage> {
  const context = await browser.newContext({ ...options, locale: 'en-US', timezoneId: 'America/New_York' });
  await context.addInitScript(shiftClock(aheadMs));
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const trouble: string[] = [];
  const addresses: string[] = [];
  watch(page, url, trouble, addresses);
  return {
    page,
    trouble,
    addresses,
    go: async (path = '') => void (await page.goto(`${url}/console${path}`)),
    async signIn(key) {
      if (!page.url().includes('/console/login')) await page.goto(`${url}/console/login`);
      await page.getByLabel('Key').fill(key);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('navigation', { name: 'Pages' }).waitFor();
    },
    async enter(key) {
      const answer = await context.request.post(`${url}/console/login`, { form: { key }, maxRedirects: 0 });
      if (answer.status() !== 303) throw new Error(`the sign-in answered ${answer.status()}`);
    },
    heading: (name) => page.getByRole('heading', { level: 1, name }),
    follow: (place) =>
      page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: place, exact: true }).click(),
    [Symbol.asyncDispose]: () => context.close(),
  };
}

function watch(page: Page, url: string, trouble: string[], addresses: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text());
  });
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('framenavigated', (frame) => addresses.push(frame.url()));
  page.on('request', (request: Request) => {
    addresses.push(request.url());
    const isOwn = request.url().startsWith(`${url}/`) || /^(blob|data|about):/.test(request.url());
    if (!isOwn) trouble.push(`a request to somebody else: ${request.url()}`);
  });
}
