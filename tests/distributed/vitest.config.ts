import { defineConfig } from 'vitest/config';
import { retryInCi } from '../../packages/testkit/src/ci.ts';

/** `pnpm test:distributed`: the end-to-end suite against the four processes, and what happens when one of them dies. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/e2e/**/*.test.ts', 'tests/distributed/**/*.test.ts'],
    // The same in every topology: `pnpm test` has them.
    exclude: ['tests/e2e/commands.test.ts', 'tests/e2e/start-problems.test.ts', 'tests/e2e/wrong-credentials.test.ts'],
    env: { ACEBUDDY_E2E: 'distributed' },
    globalSetup: ['packages/testkit/src/mongo/global-setup.ts'],
    // Four processes a suite: one file at a time is enough for two cores.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: retryInCi,
  },
});
