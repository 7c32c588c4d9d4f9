import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';

const initialKbMax = 180;
type Output = Exclude<Awaited<ReturnType<typeof build>>, unknown[] | { on: unknown }>['output'];
type Chunk = Extract<Output[number], { type: 'chunk' }>;

let output: Output;
const chunks = () => output.filter((file): file is Chunk => file.type === 'chunk');

/** A chunk with everything that it imports at once. */
function closureOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const next of chunks().find(({ fileName }) => fileName === file)?.imports ?? []) closureOf(next, seen);
  return seen;
}
const gzipKb = (files: ReadonlySet<string>) =>
  chunks()
    .filter(({ fileName }) => files.has(fileName))
    .reduce((sum, { code }) => sum + gzipSync(code).length, 0) / 1_000;

beforeAll(async () => {
  const root = new URL('..', import.meta.url).pathname;
  const { NODE_ENV: before } = process.env;
  // Vitest says `test`, with which React brings its aids for development.
  process.env.NODE_ENV = 'production';
  const built = await build({ root, logLevel: 'silent', build: { write: false } });
  process.env.NODE_ENV = before;
  if (!('output' in built)) throw new TypeError('the build has not one output');
  output = built.output;
}, 120_000);

describe('the built page', () => {
  it(`asks for at most ${initialKbMax} kB of script before the overview is there`, () => {
    const entry = chunks().find(({ isEntry }) => isEntry)?.fileName ?? '';
    const overview = chunks().find(({ name }) => name === 'overview-page')?.fileName ?? '';
    const files = closureOf(overview, closureOf(entry));
    expect(files.size).toBeGreaterThan(2);
    expect(gzipKb(files)).toBeGreaterThan(50);
    expect(gzipKb(files)).toBeLessThanOrEqual(initialKbMax);
  });

  it('has no script and no style in its HTML, and asks for nothing outside of /console', () => {
    const html = output.find(({ fileName }) => fileName === 'index.html');
    const text = String(html?.type === 'asset' ? html.source : '');
    expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
    expect(text.match(/<script[^>]*>[^<]/)).toBeNull();
    const addresses = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
    expect(addresses.length).toBeGreaterThan(2);
    expect(addresses.filter((address) => !address?.startsWith('/console/'))).toEqual([]);
  });

  it('names its assets by their content, so that browsers may keep them', () => {
    const assets = output
      .map(({ fileName }) => fileName)
      .filter((name) => name !== 'index.html' && name !== 'icon.svg');
    expect(assets.filter((name) => !/^assets\/.+-[\w-]{8}\.(js|css)$/.test(name))).toEqual([]);
  });
});
