import { createLogger } from '@acebuddy/service-kit';

/** Keeps the output of test runs readable. */
export const silentLogger = createLogger({ name: 'test', level: 'silent' });
