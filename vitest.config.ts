import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { retryInCi } from './packages/testkit/src/ci.ts';
import { longFirst } from './packages/testkit/src/long-first.ts';

/** They say how long something may take: what else runs at the time is part of what they measure. */
const byTheClock = [
  // The longest, and idle: it is begun first.
  'tests/reliability/patience.test.ts',
  'tests/security/flood.test.ts',
  'tests/security/slow-patterns.test.ts',
  'tests/reliability/limits.test.ts',
  'packages/detection/test/cost.test.ts',
  'packages/redaction/src/redact.test.ts',
  'packages/redaction/src/redactor.test.ts',
];

/** Of the others, those that take longest, mostly waiting. Begun last they would be waited for alone. */
const long = [
  'tests/restore/late-restore.test.ts',
  'services/standalone/src/setup/setup.test.ts',
  'tests/e2e/doctor.test.ts',
  'tests/security/secret-files.test.ts',
  'tests/reliability/full-disk.test.ts',
  'tests/security/environment-file.test.ts',
  'tests/conversations/random-walks.test.ts',
  'tests/e2e/commands.test.ts',
  'tests/e2e/start-problems.test.ts',
  'tests/compat/fixtures/fixtures.test.ts',
];

// A name that leads nowhere would send its file to the others without a word.
for (const file of [...byTheClock, ...long])
  if (!existsSync(join(import.meta.dirname, file)))
    throw new Error(`vitest.config.ts names ${file}, which is not there`);

/**
 * They leave nothing behind but what was read from files, and end the servers they begin: what one file has loaded, the next
 * need not load again, which is two fifths of their CPU time. The whole product, started by others, is not among them.
 */
const inOneMemory = [
  'packages/**/*.test.ts',
  'services/{conversation,gateway,notifications,ticketing}/**/*.test.ts',
  'tests/conversations/**/*.test.ts',
];

/** Most tests wait for a process, a server or a moment to come. */
const sideBySide = Math.max(4, availableParallelism());

const exclude = [...configDefaults.exclude, '**/dist/**'];

/** Suites that `pnpm test` runs; browser, distributed, chaos and bench have commands of their own. */
export default defineConfig({
  test: {
    globalSetup: ['packages/testkit/src/mongo/global-setup.ts'],
    // Programs that tests start read no settings that an operator wrote down for her own desk.
    env: {
      ACEBUDDY_ENV_FILE: 'off',
      // They compile what another one has compiled no second time, as `pnpm start` does (start.js of services/standalone).
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node-compile-cache'),
    },
    // A file never sees what another left in memory.
    isolate: true,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    retry: retryInCi,
    // As patient as `eventually`: one second is less than a machine may stand still.
    expect: { poll: { timeout: 5_000 } },
    // Floating failures of a service under test must not pass as success.
    dangerouslyIgnoreUnhandledErrors: false,
    sequence: { sequencer: longFirst([...byTheClock, ...long]) },
    projects: [
      {
        extends: true,
        test: {
          name: 'side by side',
          include: [
            'services/standalone/**/*.test.ts',
            'tests/e2e/**/*.test.ts',
            'tests/compat/**/*.test.ts',
            'tests/contracts/**/*.test.ts',
            'tests/docs/**/*.test.ts',
            'tests/skew/**/*.test.ts',
            'tests/chaos/**/*.test.ts',
            'tests/security/**/*.test.ts',
            'tests/reliability/**/*.test.ts',
            'tests/restore/**/*.test.ts',
          ],
          exclude: [...exclude, ...byTheClock],
          maxWorkers: sideBySide,
        },
      },
      {
        extends: true,
        test: {
          name: 'in one memory',
          include: inOneMemory,
          exclude: [...exclude, ...byTheClock],
          isolate: false,
          maxWorkers: sideBySide,
        },
      },
      {
        extends: true,
        test: {
          name: 'by the clock',
          include: byTheClock,
          exclude,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
