import { runProgram, settingsUsage } from '@acebuddy/service-kit';
import { readStandaloneConfig } from './config.ts';
import { prepareConsole } from './console/console-build.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { startProduct } from './product.ts';
import { renderStart } from './start-message.ts';

const usage = `pnpm start: AceBuddy in one process, with a simulated Zoho until credentials are set. Ctrl-C stops it.

${settingsUsage} For example: PORT=8100 pnpm start`;

await runProgram(
  { name: 'acebuddy', tracedAs: 'acebuddy', environment: process.env, usage },
  async ({ env, file, names, notices, logger, draining }) => {
    const product = await startProduct(readStandaloneConfig(env, names), logger, undefined, {
      environmentFile: file,
      draining,
    });
    giveBackMemory();
    const { build, notices: onConsole } = await prepareConsole({ env, logger });
    process.stdout.write(renderStart({ ...product, notices: [...notices, ...product.notices, ...onConsole] }));
    // Nobody who chats waits for it.
    void build?.run();
    return {
      async close() {
        await build?.stop();
        await product.close();
      },
    };
  },
);
