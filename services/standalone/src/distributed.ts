import { randomBytes } from 'node:crypto';
import { runProgram, settingsUsage } from '@acebuddy/service-kit';
import { isSimulated, readStandaloneConfig } from './config.ts';
import { prepareConsole } from './console/console-build.ts';
import { type DistributedOptions, startDistributed } from './distributed/start-distributed.ts';

const usage = `pnpm start:distributed: AceBuddy as four services on this machine, with a simulated Zoho until credentials are set.
The gateway listens on PORT, the others on the three ports after it, the playground of a simulated Zoho on the fourth (PORT + 4).
Ctrl-C stops them.

${settingsUsage}`;
const program = { name: 'distributed', environment: process.env, level: 'warn', usage, drainMs: null };

await runProgram(program, async ({ env, names, notices, logger }) => {
  const config = readStandaloneConfig(env, names);
  const options: DistributedOptions = {
    config,
    // Nothing stands before them that could take one out: Ctrl-C ends them at once.
    env: { ...env, DRAIN_DELAY_MS: '0' },
    internalToken: env.INTERNAL_TOKEN ?? randomBytes(32).toString('base64url'),
    simulate: isSimulated(config),
    restart: true,
    logger,
  };
  // Before the gateway starts: from its first moment /console says that the page is coming.
  const { build, notices: onConsole } = await prepareConsole({ env, logger });
  const running = await startDistributed(options);
  void build?.run();
  const simulated =
    running.simulation === null
      ? []
      : ['No Zoho credentials: a simulated Zoho takes its place, no real ticket is created'];
  const caught = running.mailCatcher === null ? [] : ['Mails are caught, not sent'];
  process.stdout.write(
    `\nAceBuddy is running as four services. Ctrl-C stops it.\n\n${running.services
      .map(({ name, url, pid }) => `  ${name.padEnd(14)}${url}  (process ${pid()})`)
      .join(
        '\n',
      )}\n\n  Console       ${running.signIn}\n${running.playground === null ? '' : `  Try it        ${running.playground}\n`}  Check Zoho    ${running.url}/zoho/test\n  API           ${running.url}/docs\n\n${[
      ...simulated,
      ...caught,
      ...notices,
      ...running.notices,
      ...onConsole,
    ]
      .map((notice) => `  - ${notice}.\n`)
      .join('')}`,
  );
  return {
    async close() {
      await build?.stop();
      await running.close();
    },
  };
});
