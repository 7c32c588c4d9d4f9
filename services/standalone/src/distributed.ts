import { randomBytes } from 'node:crypto';
import { createLogger, parseConfig, runUntilSignal } from '@acebuddy/service-kit';
import { isSimulated, standaloneConfigSchema } from './config.ts';
import { type DistributedOptions, startDistributed } from './distributed/start-distributed.ts';

const logger = createLogger({ name: 'distributed', level: process.env.LOG_LEVEL || 'warn' });

await runUntilSignal(async () => {
  const config = parseConfig(standaloneConfigSchema, process.env);
  const options: DistributedOptions = {
    config,
    env: process.env,
    internalToken: process.env.INTERNAL_TOKEN ?? randomBytes(32).toString('base64url'),
    simulate: isSimulated(config),
    restart: true,
    logger,
  };
  const running = await startDistributed(options);
  process.stdout.write(
    `\nAceBuddy is running as four services. Ctrl-C stops it.\n\n${running.services
      .map(({ name, url, pid }) => `  ${name.padEnd(14)}${url}  (process ${pid()})`)
      .join('\n')}\n\n  Check Zoho    ${running.url}/zoho/test\n  API           ${running.url}/docs\n\n`,
  );
  return running;
}, logger);
