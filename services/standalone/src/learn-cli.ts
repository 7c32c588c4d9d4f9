import { createLogger, readEnvironment } from '@acebuddy/service-kit';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { learnFromShell } from './keeping/learn-from-shell.ts';

const usage = `pnpm learn: the model that is learned from labelled messages (console, "Misunderstood"; docs/learning.md).

  pnpm learn            how many labels there are, which model reads, how the newest compared
  pnpm learn train      trains a model from all labels and compares it with the one in force, with progress;
                        ends with 1 where it may not be taken over
  pnpm learn take [ID]  every service reads with it from now on; refused where something got worse by more than its error
  pnpm learn back       back to the model before

Works beside running services: they follow within seconds, without a restart. Reads the settings that AceBuddy starts with
(DATA_DIR or MONGODB_URI, ENCRYPTION_KEYS, WORKFLOWS_DIR), .env included.`;
const { positionals } = readCommandLine({ usage });
process.exitCode = await runCommand(() =>
  learnFromShell({
    env: readEnvironment(process.env).env,
    words: positionals,
    logger: createLogger({ name: 'learn', level: 'warn' }),
    out: process.stdout,
  }),
);
