import { defineConfig } from 'vitest/config';

/** The long form of the security suites: `pnpm fuzz`. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [
      'tests/security/fuzz.test.ts',
      'tests/security/canaries.test.ts',
      'tests/conversations/identity-walks.test.ts',
    ],
    globalSetup: ['packages/testkit/src/mongo/global-setup.ts'],
    env: {
      FUZZ_BODIES: process.env.FUZZ_BODIES ?? '100000',
      CANARY_CHATS: process.env.CANARY_CHATS ?? '1000',
      IDENTITY_WALKS: process.env.IDENTITY_WALKS ?? '1500',
    },
  },
});
