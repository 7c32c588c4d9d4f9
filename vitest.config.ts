import { defineConfig } from 'vitest/config';
import { retryInCi } from './packages/testkit/src/ci.ts';

/** Suites that `pnpm test` runs; browser, distributed, chaos and bench have commands of their own. */
export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'services/**/*.test.ts',
      'tests/e2e/**/*.test.ts',
      'tests/conversations/**/*.test.ts',
      'tests/chaos/**/*.test.ts',
      'tests/security/**/*.test.ts',
      'tests/reliability/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['packages/testkit/src/mongo/global-setup.ts'],
    // A file never sees what another left in memory.
    isolate: true,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    retry: retryInCi,
    // As patient as `eventually`: one second is less than a machine may stand still.
    expect: { poll: { timeout: 5_000 } },
    // Floating failures of a service under test must not pass as success.
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
