import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';

const args = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const howToAdd = 'no Chromium; `apt-get install chromium` adds it, or name one in CHROMIUM_PATH';

/** `CHROMIUM_PATH`, Debian's place, or what is called chromium on PATH. */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH;
  const folders = ['/usr/bin', ...(env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')];
  return folders.map((folder) => join(folder, 'chromium')).find(canRun);
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A suite in one Chromium. Without one it is left out, with the reason in its name; in CI that is a failure. */
export function describeWithChromium(name: string, suite: (browser: () => Browser) => void): void {
  const executablePath = findChromium(process.env);
  if (executablePath === undefined && process.env.CI === 'true') {
    it(name, () => {
      throw new Error(howToAdd);
    });
    return;
  }
  if (executablePath === undefined) {
    describe.skip(`${name} [left out: ${howToAdd}]`, () => it('needs a browser', () => undefined));
    return;
  }
  describe(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args });
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
    });
    suite(() => {
      if (browser === undefined) throw new TypeError('the browser is not running');
      return browser;
    });
  });
}
