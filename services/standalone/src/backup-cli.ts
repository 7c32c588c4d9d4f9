import { resolve } from 'node:path';
import { ConfigError, readEnvironment } from '@acebuddy/service-kit';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { backupLines } from './keeping/backup/backup-lines.ts';
import { takeBackup } from './keeping/backup/take-backup.ts';
import { createProgress } from './keeping/progress-bar.ts';

/** `pnpm backup DIR`: a consistent copy of the stores, beside the running product. The whole procedure: docs/backup.md. */
const usage = `pnpm backup DIR: copies everything that AceBuddy keeps into a new folder DIR, while it runs. DIR is there as a whole or not at
all. With MongoDB it copies what lies beside the databases and says the commands of MongoDB's own tools for the rest.

  --with-keys   the encryption keys, too. Without them nobody can read the backup, with them everybody who has it can

Reads the settings that AceBuddy starts with (DATA_DIR or MONGODB_URI, ENCRYPTION_KEYS), .env included. The whole
procedure: docs/backup.md.`;
const { values, positionals } = readCommandLine({
  usage,
  options: { 'with-keys': { type: 'boolean', default: false } },
});

process.exitCode = await runCommand(
  async () => {
    const [target, ...more] = positionals;
    if (target === undefined || more.length > 0)
      throw new ConfigError(
        ['name one folder that is not there yet: pnpm backup ./backups/2026-11-30'],
        'COMMAND_REFUSED',
      );
    const manifest = await takeBackup({
      env: readEnvironment(process.env).env,
      target,
      withKeys: values['with-keys'],
      onProgress: createProgress(process.stdout),
    });
    for (const line of backupLines(manifest, resolve(target))) console.log(line);
    return true;
  },
  (complaint) => console.error(complaint),
);
