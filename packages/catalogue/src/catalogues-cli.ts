import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { generatedTable } from './generated-table.ts';
import { cataloguePlaces } from './places.ts';

const usage = `pnpm catalogues: makes keys and parameters of every catalogue of texts (en.yaml in packages/workflows/replies and in
texts of the services) known to the compiler. Run it after a text was added, removed, or given another parameter. Other
changes of words need nothing.`;
readCommandLine({ usage });
for (const { folder, table } of cataloguePlaces) {
  mkdirSync(dirname(table), { recursive: true });
  writeFileSync(table, generatedTable(folder));
}
