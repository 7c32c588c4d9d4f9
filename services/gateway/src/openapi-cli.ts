import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { renderOpenapi } from './openapi.ts';

/** `node services/gateway/src/openapi-cli.ts` writes the description anew after a change of the routes. */
const file = resolve(import.meta.dirname, '../../../docs/openapi.json');
await writeFile(file, await renderOpenapi());
console.log(`written: ${file}`);
