import { createLogger, withSecretsFromFiles } from '@acebuddy/service-kit';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { readStandaloneConfig } from './config.ts';
import { fillDemo } from './demo/fill.ts';
import { readDemoOptions } from './demo/options.ts';
import { renderSummary } from './demo/summary.ts';
import { createProgress } from './keeping/progress-bar.ts';

const usage = `pnpm demo: fills an empty store with a month of invented chats that end now, so that every page of the console has something
to show. Zoho and the mail server are simulated; \`pnpm start\` with the same DATA_DIR shows it.

  --days N     days back from the end, 1 to 90 (30)
  --chats N    chats in all, 1 to 5000 (17 a day)
  --seed N     other people and stories (1); the same seed and end give the same figures
  --until ISO  when it ends (now), for example 2026-03-31T17:00:00Z

It refuses a store that is not empty, and real Zoho. DATA_DIR (or MONGODB_URI) is taken from the environment; .env is not
read.`;
const text = { type: 'string' } as const;
const { values } = readCommandLine({ usage, options: { days: text, chats: text, seed: text, until: text } });

process.exitCode = await runCommand(
  async () => {
    const config = readStandaloneConfig(withSecretsFromFiles(process.env), []);
    const begun = performance.now();
    const made = await fillDemo({
      config,
      ...readDemoOptions(values, new Date()),
      logger: createLogger({ name: 'demo', level: config.LOG_LEVEL === 'info' ? 'fatal' : config.LOG_LEVEL }),
      onProgress: createProgress(process.stdout),
    });
    process.stdout.write(renderSummary(made, config, (performance.now() - begun) / 1_000));
    return true;
  },
  (complaint) => console.error(complaint),
);
