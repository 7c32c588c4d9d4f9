import { lockInstance } from '../src/index.ts';

/* Holds the lock named in its argument until it is killed. */
await lockInstance(process.argv[2] ?? '', 'The data folder', '');
process.send?.('held');
setInterval(() => undefined, 60_000);
