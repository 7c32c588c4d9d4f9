import { defineConfig } from 'vitest/config';
import { retryInCi } from '../../packages/testkit/src/ci.ts';

/** `pnpm test:browser`: the playground in a real Chromium. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/browser/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 60_000,
    retry: retryInCi,
  },
});
