import { defineConfig } from 'vitest/config';
import { retryInCi } from '../../packages/testkit/src/ci.ts';

/** `PICTURES=1 pnpm test:browser` takes the pictures of the documents. */
const isForPictures = (process.env.PICTURES ?? '') !== '';

/** `pnpm test:browser`: the playground and the console in a real Chromium. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [isForPictures ? 'tests/browser/**/*.pictures.ts' : 'tests/browser/**/*.test.ts'],
    globalSetup: ['tests/browser/console/demo-store.ts'],
    // Two at a time: a browser waits for pages more than it computes.
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 60_000,
    retry: retryInCi,
  },
});
