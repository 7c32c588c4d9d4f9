import { createLogger, readEnvironment } from '@acebuddy/service-kit';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { createProgress } from './keeping/progress-bar.ts';
import { rotateFromShell } from './keeping/rotate-from-shell.ts';

/**
 * `pnpm keys:rotate`: seals everything with the first key and says what is sealed with which, store by store. With `--new`
 * it makes that key itself, where AceBuddy made the old one; AceBuddy is stopped then. Whole procedure: docs/security.md.
 */
const usage = `pnpm keys:rotate: seals everything that is stored with the first of the encryption keys, and says for each store which key
seals how much. Interrupted and repeated it loses nothing.

  --new   makes that key first, for keys that AceBuddy made itself; AceBuddy must be stopped

Reads the settings that AceBuddy starts with (DATA_DIR or MONGODB_URI, ENCRYPTION_KEYS), .env included. The whole
procedure: docs/security.md.`;
const { values } = readCommandLine({ usage, options: { new: { type: 'boolean', default: false } } });
process.exitCode = await runCommand(
  () =>
    rotateFromShell({
      env: readEnvironment(process.env).env,
      withNewKey: values.new,
      logger: createLogger({ name: 'keys', level: 'warn' }),
      say: (line) => console.log(line),
      onProgress: createProgress(process.stdout),
    }),
  (text) => console.error(text),
);
