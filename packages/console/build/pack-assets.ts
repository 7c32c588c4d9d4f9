import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const packable = /\.(?:js|css|svg|json|map)$/;
/** Below that a packed file saves no packet. */
const bytesMin = 1_000;

/** Puts a `.br` and a `.gz` beside every text file of the folder: the gateway sends what the browser takes, and packs nothing itself. */
export async function packAssets(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => packable.test(name));
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const text = await readFile(path);
      if (text.length < bytesMin) return;
      const [br, gz] = await Promise.all([promisify(brotliCompress)(text), promisify(gzip)(text, { level: 9 })]);
      await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
    }),
  );
}
