import { defineConfig } from 'vitest/config';

/** `pnpm test:browser`: the playground in a real Chromium. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/browser/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
