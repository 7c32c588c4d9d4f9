import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const workspace = z
  .object({
    minimumReleaseAge: z.number(),
    minimumReleaseAgeExclude: z.array(z.string()).default([]),
    allowBuilds: z.record(z.string(), z.boolean()),
    dangerouslyAllowAllBuilds: z.boolean().default(false),
    catalog: z.record(z.string(), z.string()),
    catalogs: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  })
  .parse(parse(read('pnpm-workspace.yaml')));
const manifests = [
  'package.json',
  ...globSync(['{packages,services}/*/package.json', 'tests/package.json'], { cwd: root }),
];
const exact = /^\d+\.\d+\.\d+$/;

describe('what is installed', () => {
  it('is three days old at least, without exceptions', () => {
    expect(workspace.minimumReleaseAge).toBeGreaterThanOrEqual(3 * 24 * 60);
    expect(workspace.minimumReleaseAgeExclude).toEqual([]);
  });

  it('runs no install script but that of the Node binary', () => {
    expect(workspace.allowBuilds).toEqual({ node: true });
    expect(workspace.dangerouslyAllowAllBuilds).toBe(false);
    for (const manifest of manifests) {
      const { scripts = {} } = z
        .object({ scripts: z.record(z.string(), z.string()).optional() })
        .parse(JSON.parse(read(manifest)));
      expect(
        Object.keys(scripts).filter((name) => /^(?:pre|post)?install$|^prepare$/.test(name)),
        manifest,
      ).toEqual([]);
    }
  });

  it('has one exact version, which stands in the catalog, and pnpm itself is pinned', () => {
    for (const catalog of [workspace.catalog, ...Object.values(workspace.catalogs)])
      for (const [name, version] of Object.entries(catalog)) expect(version, name).toMatch(exact);
    const dependencies = z.record(z.string(), z.string()).default({});
    const schema = z.object({ dependencies, devDependencies: dependencies, packageManager: z.string().optional() });
    for (const manifest of manifests) {
      const found = schema.parse(JSON.parse(read(manifest)));
      for (const [name, version] of Object.entries({ ...found.dependencies, ...found.devDependencies }))
        expect(version, `${manifest}: ${name}`).toMatch(/^(?:catalog:(?:\w+)?|workspace:\*)$/);
      if (manifest === 'package.json') expect(found.packageManager).toMatch(/^pnpm@\d+\.\d+\.\d+(?:\+sha\d+\.\w+)?$/);
    }
  });

  it('comes from the lockfile, which CI takes as it is, with a checksum for every package', () => {
    expect(read('.ci/run')).toContain('install --frozen-lockfile');
    const lock = z
      .object({ packages: z.record(z.string(), z.object({ resolution: z.record(z.string(), z.unknown()) })) })
      .parse(parse(read('pnpm-lock.yaml').split('\n---\n').at(-1) ?? ''));
    const entries = Object.entries(lock.packages);
    expect(entries.length).toBeGreaterThan(100);
    for (const [name, { resolution }] of entries) expect(JSON.stringify(resolution), name).toContain('sha512-');
  });

  it('is reported on in CI, with a bill of materials in a folder that is not committed', () => {
    expect(read('.ci/run')).toMatch(/report 'known vulnerabilities' .* audit/);
    expect(read('.ci/run')).toMatch(/report 'bill of materials' .* sbom/);
    expect(read('package.json')).toContain('--out artifacts/');
    expect(read('.gitignore').split('\n')).toContain('artifacts/');
  });
});
