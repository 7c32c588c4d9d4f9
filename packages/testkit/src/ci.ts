/** Where nothing may be left out and nobody looks twice. */
export const isCi = ['1', 'true'].includes(process.env.CI ?? '');

/**
 * For `retry` of vitest: in CI a test that fails is tried once more, because a machine that stands still for a second breaks
 * whatever observes real time. The report and CI's summary name it (`Passed only when tried again`). A property that is
 * broken for some generated value stays a failure, however seldom that value comes.
 */
export const retryInCi = isCi ? { count: 1, condition: /^(?!Property failed)/ } : 0;
