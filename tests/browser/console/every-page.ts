import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { axeFaults } from '../axe.ts';
import { phone } from '../playground-page.ts';
import type { ConsolePage } from './console-page.ts';
import { type Console, consoleKeys } from './describe-console.ts';

const chat = '~NTU3NzgxMTkvNDE3NzQxMjUwMDAwMDAyNjk';
const mail = '~NTU3NzgxMTkvNDE3NzQxMjUwMDAwMDAyOTIjcnVuLTE6dGlja2V0OmN1c3RvbWVy';

/** Every page, and what its heading says. */
const pages = [
  ['the overview', '', 'Overview'],
  ['conversations', '/conversations', 'Conversations'],
  ['conversations that do not fit', '/conversations?language=nl', 'Conversations'],
  ['one conversation', `/conversations/${chat}`, 'Pedro Salgado'],
  ['its timeline', `/conversations/${chat}?view=timeline`, 'Pedro Salgado'],
  ['a conversation that is not there', '/conversations/gone', 'Conversation'],
  ['work', '/work', 'Work'],
  ['mails', '/mails', 'Mails'],
  ['one mail', `/mails/${mail}`, /Mail|Ticket/],
  ['approvals', '/approvals', 'Approvals'],
  ['what was misunderstood', '/misunderstood', 'Misunderstood'],
  ['the workflows', '/workflows', 'Workflows'],
  ['one workflow', '/workflows/printer_issues', /Printer/],
  ['the system', '/system', 'System'],
  ['no page', '/nowhere', 'There is no such page'],
] as const;

/** Persons of the demo and words of their addresses. */
const persons = /@|%40|pedro|salgado|lundgren|harriet|lowe|postbox|old-company/i;

/** By how much it would have to be moved sideways. */
/** The page's own types know no DOM. */
const overhangPx = (element: unknown): number => {
  const { scrollWidth, clientWidth } = element as { readonly scrollWidth: number; readonly clientWidth: number };
  return scrollWidth - clientWidth;
};
const tooWidePx = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

async function isThere({ page, heading }: ConsolePage, title: string | RegExp): Promise<void> {
  await heading(title).waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** What lies in the order of Tab: everything that can be used, unless its group moves by arrows. */
const markFocusable = `(() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, iframe, [tabindex="0"]')];
  const seen = all.filter((each) => !each.disabled && each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }));
  for (const [index, each] of seen.entries()) each.dataset.tabStop = String(index);
  return seen.map((each) => each.outerHTML.slice(0, 120));
})()`;
/** Guards beside the dialog give the focus back at once. */
const isInDialog = 'document.activeElement.closest("[role=dialog]") !== null';
const focusedStop = 'Number(document.activeElement?.dataset?.tabStop ?? -1)';

export function everyPage({ product, open }: Console): void {
  const openSignedIn = async (options?: Parameters<typeof open>[0]) => {
    const console = await open(options);
    await console.enter(consoleKeys.admin);
    return console;
  };

  // What a browser has loaded once it need not load for each page.
  let shared: ConsolePage;
  beforeAll(async () => {
    shared = await openSignedIn();
  });
  beforeEach(() => {
    shared.trouble.length = 0;
  });
  afterAll(() => shared[Symbol.asyncDispose]());

  it.each(pages)(
    '%s: axe finds nothing, in both themes, and nothing is wider than a desktop or a phone',
    async (name, path, title) => {
      const { page, trouble, addresses } = shared;
      const isMissing = name.includes('not there');
      for (const [width, colorScheme] of [
        [390, 'dark'],
        [1440, 'light'],
      ] as const) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme });
        if (width === 390) {
          await shared.go(path);
          await isThere(shared, title);
        }
        const at = `${width} px, ${colorScheme}`;
        expect(await axeFaults(page), at).toEqual([]);
        expect(await page.evaluate(tooWidePx), at).toBeLessThanOrEqual(0);
      }
      expect(addresses.filter((address) => persons.test(address))).toEqual([]);
      expect(isMissing ? trouble.filter((line) => !line.includes('404')) : trouble).toEqual([]);
    },
  );

  it('on a phone a chat that waits says since when, and nothing of it is cut', async () => {
    await using console = await openSignedIn(phone);
    const { page } = console;
    await console.go('/conversations?attention=person_waiting');
    await isThere(console, 'Conversations');
    const row = page.getByRole('table', { name: 'Conversations' }).locator('tbody tr').first();
    expect(await row.locator('.number').first().textContent()).toMatch(/^waits for\s+\d+ (h|min)/);
    await row.getByRole('link').first().click();
    await page
      .getByText(/Waiting\s+\d+\s?(?:h|min).*since/)
      .first()
      .waitFor();
    expect(await page.evaluate(tooWidePx)).toBeLessThanOrEqual(0);
    // Nor is anything of its head wider than the place it has.
    const cut =
      '[...document.querySelectorAll(".chat-head, .chat-head *")].filter((each) => each.getBoundingClientRect().right > innerWidth).length';
    expect(await page.evaluate(cut)).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await console.go('/conversations');
    await isThere(console, 'Conversations');
    await page
      .getByText(/last active\s+(just now|\d+)/)
      .first()
      .waitFor();
  });

  it('looks the same whichever page was opened before', async () => {
    await using console = await openSignedIn();
    const { page, follow } = console;
    const heights = () =>
      page.evaluate(`[...document.querySelectorAll('.search *, .filters *')].map((each) => each.clientHeight)`);
    await console.go('/conversations');
    await isThere(console, 'Conversations');
    const direct = await heights();
    for (const place of ['Overview', 'Work', 'Mails', 'Approvals', 'Misunderstood', 'System']) {
      await follow(place);
      await isThere(console, place);
    }
    await follow('Conversations');
    await isThere(console, 'Conversations');
    expect(await heights()).toEqual(direct);
  });

  it('is served under a policy that lets no script in but its own', async () => {
    await using console = await openSignedIn();
    const response = await console.page.goto(`${product().url}/console/conversations`);
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
    await isThere(console, 'Conversations');
    await console.page.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'globalThis.isForeign = true';
      document.body.append(script);
    }`);
    expect(await console.page.evaluate('globalThis.isForeign ?? null')).toBeNull();
    expect(console.trouble).toEqual([expect.stringContaining('Content Security Policy')]);
  });

  it('is used by keyboard: search, keys, lines of a list, places', async () => {
    await using console = await openSignedIn();
    const { page, heading, trouble } = console;
    await console.go();
    await isThere(console, 'Overview');
    const search = page.getByRole('searchbox');
    const isSearching = () => expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('search');
    await page.keyboard.press('/');
    await isSearching();
    await console.follow('Work');
    await isThere(console, 'Work');
    await page.keyboard.press('/');
    await heading('Conversations').waitFor();
    await isSearching();
    await page.keyboard.type('?#139');
    expect(await search.inputValue()).toBe('?#139');
    await page.keyboard.press('Escape');
    await page.getByRole('table', { name: 'Conversations' }).waitFor();
    await search.evaluate((box) => (box as { blur?(): void }).blur?.());
    const focused = () => page.evaluate('document.activeElement?.textContent');
    const names = await page.locator('[data-line]').allTextContents();
    const expected = [
      ['j', names[0]],
      ['j', names[1]],
      ['k', names[0]],
    ] as const;
    for (const [key, name] of expected) {
      await page.keyboard.press(key);
      expect(await focused()).toBe(name);
    }
    await page.keyboard.press('Enter');
    await heading(names[0] ?? '').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await heading('System').waitFor();
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.getByText('Search conversations').waitFor();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    expect(trouble).toEqual([]);
  });

  it.each(pages.filter(([name]) => /^(the overview|one conversation|work|the system)$/.test(name)))(
    '%s: Tab reaches everything, in an order that ends',
    async (_name, path, title) => {
      await using console = await openSignedIn();
      const { page } = console;
      await console.go(path);
      await isThere(console, title);
      await page.waitForLoadState('networkidle', { timeout: 1_000 }).catch(() => undefined);
      await page.evaluate('document.body.focus()');
      const stops = (await page.evaluate(markFocusable)) as string[];
      const reached = new Set<number>();
      for (let press = 0; press < stops.length + 5; press += 1) {
        await page.keyboard.press('Tab');
        reached.add(Number(await page.evaluate(focusedStop)));
      }
      expect(stops.length).toBeGreaterThan(10);
      expect(stops.filter((_stop, index) => !reached.has(index))).toEqual([]);
    },
  );

  it('keeps the focus in a dialog, and gives it back', async () => {
    await using console = await openSignedIn();
    const { page } = console;
    await console.go(`/conversations/${chat}`);
    for (const name of ['Add note', 'Take from the bot', 'Delete person']) {
      const button = page.getByRole('button', { name, exact: true });
      await button.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      expect(await axeFaults(page), name).toEqual([]);
      for (let press = 0; press < 8; press += 1) {
        await page.keyboard.press(press < 5 ? 'Tab' : 'Shift+Tab');
        await expect.poll(() => page.evaluate(isInDialog), { message: name }).toBe(true);
      }
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toBe(name);
    }
  });

  it('on a phone the navigation lies behind a button', async () => {
    await using console = await open(phone);
    const { page, heading, trouble } = console;
    await page.goto(`${product().url}/console/login`);
    await page.getByLabel('Key').fill(consoleKeys.admin);
    await page.getByRole('button', { name: 'Sign in' }).tap();
    await isThere(console, 'Overview');
    await page.getByRole('button', { name: 'Open menu' }).tap();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('dialog', { name: 'Menu' }).getByRole('link', { name: 'Mails' }).tap();
    await heading('Mails').waitFor();
    await page.getByRole('dialog', { name: 'Menu' }).waitFor({ state: 'detached' });
    expect(await page.evaluate(tooWidePx)).toBeLessThanOrEqual(0);
    const filters = page.getByRole('group', { name: 'Filters of mails' });
    expect(await filters.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Filters', exact: true }).tap();
    await filters.getByLabel('State').selectOption('dead');
    await page.getByRole('button', { name: 'Filters: 1 set' }).waitFor();
    // They stand below each other: none has to be moved into sight sideways.
    expect(await filters.evaluate(overhangPx)).toBeLessThanOrEqual(0);
    expect(await axeFaults(page)).toEqual([]);
    expect(trouble).toEqual([]);
  });

  it('keeps the rows that it has when nobody answers any more, and says so', async () => {
    await using console = await openSignedIn();
    const { page } = console;
    const changed = { contentType: 'text/event-stream', body: 'event: changed\ndata: {}\n\n' };
    await page.route('**/console/live', (route) => route.fulfill(changed));
    let asked = 0;
    await page.route(/\/console\/api\/.*conversations\.list/, (route) => {
      asked += 1;
      return asked === 1 ? route.continue() : route.fulfill({ status: 503, body: 'away' });
    });
    await console.go('/conversations');
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByRole('table', { name: 'Conversations' }).locator('tbody tr').count()).toBeGreaterThan(10);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it.each(
    pages.filter(([name]) =>
      /^(the overview|conversations|one conversation|work|mails|approvals|the system)$/.test(name),
    ),
  )('%s: says what is wrong while nobody answers, and goes on when somebody does', async (_name, path, title) => {
    const { page } = shared;
    // Who is signed in is known; everything else is away.
    await page.route(/\/console\/api\/(?!me($|\?))/, (route) => route.fulfill({ status: 503, body: 'away' }));
    await shared.go(path);
    const alert = page.getByRole('alert').first();
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/could not be reached|does not answer|Try/);
    if (path === '') expect(await axeFaults(page)).toEqual([]);
    await page.unrouteAll();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
    await isThere(shared, title);
  });

  it('says that it loads, that nothing fits, and that it is not live', async () => {
    await using console = await openSignedIn();
    const { page } = console;
    const held = Promise.withResolvers<void>();
    await page.route('**/console/live', (route) => route.fulfill({ status: 503, body: '' }));
    await page.route(/\/console\/api\/(?!me($|\?))/, async (route) => {
      await held.promise;
      await route.continue();
    });
    await console.go('/conversations?language=nl');
    await page.getByRole('status', { name: 'Loading conversations' }).waitFor();
    await page.getByText('Not live: reconnecting').waitFor();
    held.resolve();
    await page.getByText('No conversation fits these filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('table', { name: 'Conversations' }).waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}
