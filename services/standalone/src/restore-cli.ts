import { resolve } from 'node:path';
import { ConfigError, readEnvironment } from '@acebuddy/service-kit';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { markRestored } from './keeping/backup/mark-restored.ts';
import { restoreBackup } from './keeping/backup/restore-backup.ts';
import { markSeen, restoredLines } from './keeping/backup/restored-list.ts';
import { createProgress } from './keeping/progress-bar.ts';

/** `pnpm restore`: puts a backup back, marked as restored, and lists what that leaves to people. docs/backup.md. */
const usage = `pnpm restore DIR: puts a backup of \`pnpm backup\` back into an empty DATA_DIR, marked as restored: tickets are looked for in Desk
before anything is sent, mails and chat lines that were due wait for a person. AceBuddy is stopped.

  --mark              no folder: marks stores that other tools put back (mongorestore, copied files), before the first start
  --taken-at INSTANT  with --mark: the moment that the backup shows, for stores that do not tell
  --list              no folder: what a restore left to people; works beside the running product
  --seen REASON       no folder: somebody looked after the unknown tickets; nobody is reminded of them any more

Reads the settings that AceBuddy starts with (DATA_DIR or MONGODB_URI, ENCRYPTION_KEYS), .env included. The whole
procedure: docs/backup.md.`;
const flag = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;
const { values, positionals } = readCommandLine({
  usage,
  options: { mark: flag, 'taken-at': text, list: flag, seen: text },
});
const { env } = readEnvironment(process.env);

async function restore(): Promise<void> {
  const [source, ...more] = positionals;
  const modes = [source !== undefined, values.mark, values.list, values.seen !== undefined].filter(Boolean);
  if (modes.length !== 1 || more.length > 0)
    throw new ConfigError(
      ['name the folder of a backup, or one of --mark, --list and --seen (pnpm restore --help)'],
      'COMMAND_REFUSED',
    );
  if (values.list) return console.log((await restoredLines(env)).join('\n'));
  if (values.seen !== undefined) return markSeen(env, values.seen);
  if (values.mark) return mark(values['taken-at']);
  const { manifest, dataDir, isFinished } = await restoreBackup({
    env,
    source: source ?? '',
    onProgress: createProgress(process.stdout),
  });
  console.log(
    `${resolve(dataDir)} holds the backup of ${manifest.takenAt}${isFinished ? ' (an interrupted restore was finished)' : ''}. Everything that was done since is not in it.`,
  );
  sayWhatFollows();
}

async function mark(given: string | undefined): Promise<void> {
  const takenAt = given === undefined ? undefined : new Date(given);
  if (takenAt !== undefined && Number.isNaN(takenAt.getTime()))
    throw new ConfigError(['--taken-at must be an instant such as 2026-11-30T10:00:00Z'], 'COMMAND_REFUSED');
  const { from } = await markRestored({ env, ...(takenAt === undefined ? {} : { takenAt }) });
  console.log(`The stores are marked as put back from a backup of ${new Date(from).toISOString()}.`);
  sayWhatFollows();
}

function sayWhatFollows(): void {
  console.log(
    [
      'After the next start tickets are looked for in Desk before any is made; new ones may take six minutes at first.',
      'Mails and chat lines that were due wait for you: console, Work; or pnpm restore --list.',
      'Single services: give them a new INTERNAL_TOKEN, so that nobody stays signed in to the console from before.',
    ].join('\n'),
  );
}

process.exitCode = await runCommand(
  async () => {
    await restore();
    return true;
  },
  (complaint) => console.error(complaint),
);
