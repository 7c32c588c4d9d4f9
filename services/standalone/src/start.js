// What `pnpm start` and `pnpm start:distributed` run. Plain JavaScript, because the cache must be on before the first
// TypeScript file is read: with it a second start neither strips types nor compiles again, which halves its time and
// saves the memory of the stripper. It lies in the checkout, where nobody else can put code; child processes share it.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../../../node_modules/.cache/node-compile-cache', import.meta.url),
);
enableCompileCache(process.env.NODE_COMPILE_CACHE);
await (process.argv[2] === 'distributed' ? import('./distributed.ts') : import('./main.ts'));
