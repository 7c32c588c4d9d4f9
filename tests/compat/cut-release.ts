/**
 * `pnpm release X.Y.Z`: cuts a release of the commit that is checked out. Refuses an unclean work tree, a version that is not
 * higher, and contracts that break. Writes the version, the contract files, the change log and the fixtures, commits and
 * tags them, and adds the archive of that commit: what the next release is tested beside. Nothing is pushed.
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { judge, readAllowedBreaks } from '../contracts/allowed-breaks.ts';
import { findBreaks } from '../contracts/breaks.ts';
import { contractsFolder, lastRelease } from '../contracts/last-release.ts';
import { currentVersion, todaysContracts } from '../contracts/today.ts';
import { writeContracts } from '../contracts/write-contracts.ts';
import { releasedChangeLog } from './change-log.ts';
import { writeFixture } from './fixtures/write-fixture.ts';
import { packRelease } from './release-archive.ts';
import { archiveFile, releasesFolder } from './released.ts';

const root = join(import.meta.dirname, '../..');
const git = (...args: string[]) => execFileSync('git', args, { cwd: root }).toString().trim();
const usage =
  'pnpm release X.Y.Z: cuts a release of the commit that is checked out: versions, contracts, change log, fixtures, a commit and a tag. Nothing is pushed.';
const [version = ''] = readCommandLine({ usage }).positionals;
const before = currentVersion();
const contracts = lastRelease();

const problems = [
  ...(/^\d+\.\d+\.\d+$/.test(version) ? [] : ['name the version, for example: pnpm release 1.0.0']),
  ...(isHigher(version, before) ? [] : [`${version} is not higher than ${before}`]),
  ...(git('status', '--porcelain') === '' ? [] : ['there are changes that are not committed']),
  ...judge(await findBreaks(contracts, todaysContracts()), readAllowedBreaks()).refused.map(
    ({ at, says, breaks }) => `${at}: ${says} (breaks ${breaks})`,
  ),
];
if (problems.length > 0) {
  for (const problem of problems) console.error(`cannot release: ${problem}`);
  process.exit(1);
}

for (const path of [
  'package.json',
  ...globSync('{packages,services}/*/package.json', { cwd: root }),
  'tests/package.json',
])
  rewrite(path, (text) => text.replace(`"version": "${before}"`, `"version": "${version}"`));
writeContracts(version);
// Only the last release is compared with; the others stand in the history.
for (const name of readdirSync(contractsFolder))
  if (/^\d/.test(name) && name !== version) rmSync(join(contractsFolder, name), { recursive: true });
// What was allowed against the last release is part of this one.
rewrite(
  'contracts/allowed-breaks.yaml',
  (text) =>
    `${text
      .split('\n')
      .filter((line) => line.startsWith('#'))
      .join('\n')}\n[]\n`,
);
rewrite('CHANGELOG.md', (text) =>
  releasedChangeLog(text, version, new Date().toISOString().slice(0, 10), subjectsSince(before)),
);
console.log(`fixtures of ${version} are made…`);
await writeFixture(version);
git('add', '-A');
git('commit', '-q', '-m', subjectOf(version), '-m', 'Contract files, change log and fixtures of this release.');
git('tag', '-a', `v${version}`, '-m', subjectOf(version));

const archive = packRelease('HEAD');
rmSync(releasesFolder, { recursive: true, force: true });
mkdirSync(dirname(archiveFile(version)), { recursive: true });
writeFileSync(archiveFile(version), archive);
git('add', '-A');
git(
  'commit',
  '-q',
  '-m',
  `chore(release): the archive of ${version}`,
  '-m',
  'What the next release is run beside, since a tag may not reach a fresh clone.',
);
console.log(
  `cut: ${version}, tag v${version}, archive of ${(archive.length / 1e6).toFixed(1)} MB. Push with --follow-tags.`,
);

function subjectOf(release: string): string {
  return `chore(release): ${release}`;
}

/** Everything when the last release was not cut by this command. */
function subjectsSince(release: string): string[] {
  const cut = git('log', '--format=%H', '-1', '--fixed-strings', `--grep=${subjectOf(release)}`);
  return git('log', '--format=%s', '--no-merges', ...(cut === '' ? [] : [`${cut}..HEAD`])).split('\n');
}

function isHigher(next: string, last: string): boolean {
  return next.localeCompare(last, 'en', { numeric: true }) > 0;
}

function rewrite(path: string, change: (text: string) => string): void {
  const file = join(root, path);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}
