import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { type Product, standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { describeWithChromium } from '../chromium.ts';
import { type ConsolePage, openConsole } from './console-page.ts';
import { timeOfDemo } from './console-time.ts';

/** Keys of the three roles. */
export const consoleKeys = {
  reader: 'a-reader-of-browser-tests',
  agent: 'an-agent-of-browser-tests',
  admin: 'an-admin-of-browser-tests',
} as const;

export interface Console {
  product(): Product;
  /** The key of the installation, where no others are configured. */
  localKey(): Promise<string>;
  /** @param options Of a browser profile of its own. */
  open(options?: BrowserContextOptions): Promise<ConsolePage>;
}

interface Access {
  /** Whether the three keys are configured; without them there is only the key of the installation. */
  readonly keys: boolean;
}

/** A suite in a browser before the console of a product with invented chats of ten days. */
export function describeConsole(name: string, { keys }: Access, suite: (console: Console) => void): void {
  describeWithChromium(name, (browser) => {
    const time = timeOfDemo();
    let folder: string;
    let product: Product | undefined;
    beforeAll(async () => {
      const demo = inject('demoFolder');
      if (demo === null) throw new TypeError('no store was filled');
      folder = await mkdtemp(join(tmpdir(), 'acebuddy-console-'));
      await cp(demo, folder, { recursive: true });
      const pairs = Object.entries(consoleKeys).map(([role, key]) => `${role}:${key}`);
      const env = { PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'error', ...(keys ? { API_KEYS: pairs.join(',') } : {}) };
      const logger = createLogger({ name: 'console', level: 'error' });
      product = await startProduct(parseConfig(standaloneConfigSchema, env), logger, time);
    }, 60_000);
    afterAll(async () => {
      await product?.close();
      await rm(folder, { recursive: true, force: true });
    });
    const running = () => {
      if (product === undefined) throw new TypeError('the product is not running');
      return product;
    };
    suite({
      product: running,
      localKey: async () => (await readFile(join(folder, 'local-key'), 'utf8')).trim(),
      open: (options) => openConsole(browser(), { url: running().url, aheadMs: time.aheadMs }, options),
    });
  });
}
