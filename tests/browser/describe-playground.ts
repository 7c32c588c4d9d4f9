import type { BrowserContextOptions } from 'playwright-core';
import { afterEach, beforeEach } from 'vitest';
import { startTopology, type Topology } from '../e2e/topology.ts';
import { describeWithChromium } from './chromium.ts';
import { openPlayground, type PlaygroundPage } from './playground-page.ts';

export interface Playground {
  topology(): Topology;
  open(options?: BrowserContextOptions): Promise<PlaygroundPage>;
}

/**
 * A suite in a browser before the playground. Each test has a product of its own: somebody who comes back with an open
 * request is asked about that one first.
 */
export function describePlayground(name: string, suite: (playground: Playground) => void): void {
  describeWithChromium(name, (browser) => {
    let topology: Topology;
    beforeEach(async () => {
      topology = await startTopology({ name: 'standalone' });
    }, 60_000);
    afterEach(() => topology[Symbol.asyncDispose]());
    suite({ topology: () => topology, open: (options) => openPlayground(browser(), topology, options) });
  });
}
