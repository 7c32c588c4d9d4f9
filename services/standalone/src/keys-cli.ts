import { createLogger } from '@acebuddy/service-kit';
import { openKeeping } from './keeping/open-keeping.ts';
import { createProgress } from './keeping/progress-bar.ts';
import { rotateKeys } from './keeping/rotate-keys.ts';
import { serviceNames } from './stores.ts';

/**
 * `pnpm keys:rotate`: put the new key first in ENCRYPTION_KEYS (the old ones behind it), restart the services, run this,
 * then take the old keys out.
 */
const keeping = await openKeeping(process.env);
try {
  const logger = createLogger({ name: 'keys', level: 'warn' });
  const reports = await rotateKeys({ ...keeping, logger, onProgress: createProgress(process.stdout) });
  for (const name of serviceNames) {
    const { resealed, current, busy, unreadable } = reports[name];
    console.log(
      `${name}: ${resealed} sealed anew, ${current} were, ${busy} changed meanwhile, ${unreadable} unreadable`,
    );
    if (busy + unreadable > 0) process.exitCode = 1;
  }
  if (process.exitCode === 1) console.log('Run it again before you take the old keys out.');
} finally {
  await keeping.close();
}
