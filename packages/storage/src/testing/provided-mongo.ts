import { describe, inject, test } from 'vitest';

/** The MongoDB server of this test run, as the global set-up found or started it. */
export interface ProvidedMongo {
  readonly uri: string | null;
  /** Program that suites start for themselves when they need a server to hurt; null when there is none. */
  readonly binary: string | null;
  /** Why there is no server and how to get one. */
  readonly missing: string | null;
  /** In CI a missing server is a failure. */
  readonly required: boolean;
}

declare module 'vitest' {
  interface ProvidedContext {
    mongodb: ProvidedMongo | undefined;
  }
}

const withoutSetup: ProvidedMongo = {
  uri: null,
  binary: null,
  missing: 'vitest was not started with the configuration in the repository root',
  required: false,
};

export function providedMongo(): ProvidedMongo {
  return inject('mongodb') ?? withoutSetup;
}

/** Reports a suite as left out, with the reason; in CI as failed. */
export function leaveOut(name: string, reason: string, required: boolean): void {
  if (required) {
    test(name, () => {
      throw new Error(`left out: ${reason}`);
    });
    return;
  }
  describe.skip(`${name} [left out: ${reason}]`, () => {
    test('needs a MongoDB server', () => undefined);
  });
}
