import { z } from 'zod';

/** What the report writer hands over of a run. */
export const vitestReportSchema = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      /** Path of the file. */
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          fullName: z.string(),
          status: z.string(),
          /** The first line of what went wrong; null for what passed at once. */
          error: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type VitestReport = z.infer<typeof vitestReportSchema>;

export interface Summary {
  /** Lines to print, for people. */
  readonly lines: readonly string[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Counts {
  files: number;
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * What ran, folder by folder, what was left out and why, what failed, and what passed only when tried again. Suites say the
 * reason in their name, as `[left out: reason]` or `(left out when … )`. `root` is cut from file names.
 */
export function summarize(report: VitestReport, root: string): Summary {
  const countsByFolder = new Map<string, Counts>();
  const suitesByReason = new Map<string, Set<string>>();
  for (const file of report.testResults) {
    addFile(countsByFolder, folderOf(file.name, root), file);
    for (const test of file.assertionResults) {
      if (!isSkipped(test.status)) continue;
      const { reason, suite } = whyLeftOut(test);
      const suites = suitesByReason.get(reason) ?? new Set();
      suitesByReason.set(reason, suites.add(suite));
    }
  }
  const total = sumOf([...countsByFolder.values()]);
  // A run can fail outside of any test, for example by a rejected promise that nobody waited for.
  const failed = report.success ? total.failed : Math.max(1, total.failed);
  const lines = [
    '',
    'What ran',
    ...folderLines(countsByFolder),
    '',
    ...leftOutLines(suitesByReason),
    ...troubleLines('Passed only when tried again', report, root, 'passed'),
    ...troubleLines('Failed', report, root, 'failed'),
  ];
  return { lines, passed: total.passed, failed, skipped: total.skipped };
}

function addFile(countsByFolder: Map<string, Counts>, folder: string, file: VitestReport['testResults'][number]): void {
  const counts = countsByFolder.get(folder) ?? { files: 0, passed: 0, failed: 0, skipped: 0 };
  countsByFolder.set(folder, counts);
  counts.files += 1;
  for (const { status } of file.assertionResults) {
    if (status === 'passed') counts.passed += 1;
    else if (isSkipped(status)) counts.skipped += 1;
    else counts.failed += 1;
  }
  // A file that could not even be loaded has no tests to fail.
  const failedAsWhole = file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed');
  if (failedAsWhole) counts.failed += 1;
}

function troubleLines(title: string, report: VitestReport, root: string, wanted: 'passed' | 'failed'): string[] {
  const lines = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, error }) => error !== null && status === wanted)
      .map(({ fullName, error }) => `  ${relativeTo(root, name)} > ${fullName}: ${error}`),
  );
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function isSkipped(status: string): boolean {
  return ['skipped', 'pending', 'todo', 'disabled'].includes(status);
}

const reasonPattern = /\s*(?:\[left out: ([^\]]+)\]|\((left out when [^)]+)\))/;

function whyLeftOut(test: { ancestorTitles: readonly string[]; fullName: string }): { reason: string; suite: string } {
  for (const title of [...test.ancestorTitles, test.fullName]) {
    const match = reasonPattern.exec(title);
    if (match !== null) return { reason: match[1] ?? match[2] ?? '', suite: title.replace(reasonPattern, '') };
  }
  return { reason: 'skipped without a reason', suite: test.fullName };
}

/** `packages/storage`, `services/gateway`, `tests/e2e`. */
function folderOf(file: string, root: string): string {
  return relativeTo(root, file).split('/').slice(0, 2).join('/');
}

function relativeTo(root: string, file: string): string {
  const relative = file.startsWith(root) ? file.slice(root.length) : file;
  return relative
    .split(/[\\/]/)
    .filter((part) => part !== '')
    .join('/');
}

function sumOf(all: readonly Counts[]): Counts {
  const total: Counts = { files: 0, passed: 0, failed: 0, skipped: 0 };
  for (const counts of all) {
    total.files += counts.files;
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  return total;
}

function folderLines(countsByFolder: ReadonlyMap<string, Counts>): string[] {
  const folders = [...countsByFolder].toSorted(([a], [b]) => a.localeCompare(b));
  return folders.map(([folder, { files, passed, failed }]) => {
    const failures = failed === 0 ? '' : `, ${failed} FAILED`;
    return `  ${folder.padEnd(26)} ${String(passed).padStart(5)} passed in ${files} ${files === 1 ? 'file' : 'files'}${failures}`;
  });
}

function leftOutLines(suitesByReason: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  if (suitesByReason.size === 0) return ['Nothing was left out.'];
  const lines = ['Left out'];
  for (const [reason, suites] of suitesByReason) {
    lines.push(`  ${suites.size} ${suites.size === 1 ? 'suite' : 'suites'}: ${reason}`);
    lines.push(...[...suites].map((suite) => `    - ${suite}`));
  }
  return lines;
}
