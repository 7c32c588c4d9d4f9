import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';
import { root } from './commands.ts';

const site = join(root, 'site');

/**
 * Opens the built site in Chromium (`CHROMIUM_PATH`, else Debian's) and returns what is wrong with what only a browser shows:
 * drawings, the search, and pages that are wider than a phone.
 *
 * @throws Error without a Chromium, or when the site's own server does not answer within 30 s
 */
export async function lookAtSite(): Promise<string[]> {
  const port = await freePort();
  const server = spawn(
    process.execPath,
    ['node_modules/vitepress/bin/vitepress.js', 'preview', '--port', String(port)],
    {
      cwd: site,
      stdio: 'ignore',
    },
  );
  const ended = once(server, 'exit');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  try {
    const address = `http://localhost:${port}`;
    await answers(address);
    return [
      ...(await drawings(browser, address)),
      ...(await search(browser, address)),
      ...(await phone(browser, address)),
    ];
  } finally {
    await browser.close();
    server.kill();
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function answers(address: string): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    const answered = await fetch(address).catch(() => null);
    if (answered?.ok === true) return;
    await wait(200);
  }
  throw new Error(`${address} does not answer`);
}

async function drawings(browser: Browser, address: string): Promise<string[]> {
  const page = await browser.newPage();
  const wrong: string[] = [];
  for (const [path, many] of [
    ['/flows', 4],
    ['/architecture', 1],
    ['/workflows/password_reset', 1],
  ] as const) {
    await page.goto(address + path);
    const drawn = page.locator('.mermaid svg');
    const last = drawn.nth(many - 1);
    const there = await last.waitFor({ timeout: 60_000 }).then(
      () => true,
      () => false,
    );
    if (!there) wrong.push(`${path} has ${await drawn.count()} drawings instead of ${many}`);
    // Mermaid shows it for a moment where a kind of drawing is still on its way.
    const mistake = page.locator('.mermaid', { hasText: 'Syntax error in text' });
    const right = await mistake
      .first()
      .waitFor({ state: 'detached', timeout: 15_000 })
      .then(
        () => true,
        () => false,
      );
    if (!right) wrong.push(`${path} has a drawing with a mistake`);
  }
  await page.close();
  return wrong;
}

async function search(browser: Browser, address: string): Promise<string[]> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill('credits');
  const found = page.getByRole('option').or(page.locator('.VPLocalSearchBox .result')).filter({ hasText: 'Capacity' });
  const there = await found
    .first()
    .waitFor({ timeout: 30_000 })
    .then(
      () => true,
      () => false,
    );
  await page.close();
  return there ? [] : ['the search does not find the page about capacity'];
}

async function phone(browser: Browser, address: string): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  const wrong: string[] = [];
  for (const path of ['/', '/quick-start', '/capacity', '/summary', '/reference', '/deployment', '/security']) {
    await page.goto(address + path);
    const over = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
    if (over > 0) wrong.push(`${path} is ${over} px wider than a phone`);
  }
  await page.close();
  return wrong;
}
