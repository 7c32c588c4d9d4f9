import { createLogger, parseConfig, runUntilSignal } from '@acebuddy/service-kit';
import { standaloneConfigSchema } from './config.ts';
import { startProduct } from './product.ts';
import { renderStart } from './start-message.ts';

const logger = createLogger({ name: 'acebuddy', level: process.env.LOG_LEVEL || 'info' });

await runUntilSignal(async () => {
  const product = await startProduct(parseConfig(standaloneConfigSchema, process.env), logger);
  process.stdout.write(renderStart(product));
  return product;
}, logger);
