// What `pnpm start` and `pnpm start:distributed` run. Plain JavaScript, because the cache must be on before the first
// TypeScript file is read: with it a second start neither strips types nor compiles again, which halves its time and
// saves the memory of the stripper. It lies in the checkout, where nobody else can put code; child processes share it.
import * as modules from 'node:module';
import { fileURLToPath } from 'node:url';

if (modules.enableCompileCache === undefined || !process.features.typescript) {
  process.stderr.write(
    `AceBuddy needs Node 24, and this is ${process.version}. "npx -y pnpm start" brings its own; else call node of version 24.\nMore on NODE_TOO_OLD: docs/troubleshooting.md#node_too_old\n`,
  );
  process.exit(78);
}
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../../../node_modules/.cache/node-compile-cache', import.meta.url),
);
modules.enableCompileCache(process.env.NODE_COMPILE_CACHE);
await (process.argv[2] === 'distributed' ? import('./distributed.ts') : import('./main.ts'));
