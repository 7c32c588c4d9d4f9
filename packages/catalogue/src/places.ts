import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const placeOf = (owner: string, folder: string, table: string) => ({
  folder: join(root, owner, folder),
  table: join(root, owner, table),
});

/** Every folder of texts to customers, and the file that makes its keys known to the compiler. */
export const cataloguePlaces: readonly { readonly folder: string; readonly table: string }[] = [
  placeOf('packages/workflows', 'replies', 'src/replies/generated/text-table.ts'),
  ...['gateway', 'conversation', 'notifications'].map((service) =>
    placeOf(`services/${service}`, 'texts', 'src/generated/text-table.ts'),
  ),
];
