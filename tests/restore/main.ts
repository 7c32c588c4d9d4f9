/**
 * The whole of the late restore (`pnpm test:release --only restore`): ten minutes late, in the middle of traffic, on both stores
 * and in both topologies, with the product's own times; and once with nobody marking it, on both stores. `--minutes N`,
 * `--people N` and `--quick` for a shorter one.
 */
import { join } from 'node:path';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { type LateRestoreOptions, type LateRestoreReport, restoreLate } from './late-restore.ts';

process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../../node_modules/.cache/node-compile-cache');

const usage = `node tests/restore/main.ts: restores ten minutes late in the middle of traffic, on both stores. Takes about an hour and a half.

  --minutes N   how late (10)
  --people N    customers of each of six groups (5)
  --quick       short times of looking for what Desk did
  --only A,B    of standalone-sqlite, distributed-sqlite, standalone-mongodb, distributed-mongodb, unmarked-sqlite, unmarked-mongodb`;
const text = { type: 'string' } as const;
const { values } = readCommandLine({
  usage,
  options: { minutes: text, people: text, only: text, quick: { type: 'boolean', default: false } },
});

type Setting = Pick<LateRestoreOptions, 'store' | 'topology' | 'isMarked'>;
const settings: Readonly<Record<string, Setting>> = {
  'standalone-sqlite': { store: 'SQLite', topology: 'standalone', isMarked: true },
  'distributed-sqlite': { store: 'SQLite', topology: 'distributed', isMarked: true },
  'standalone-mongodb': { store: 'MongoDB', topology: 'standalone', isMarked: true },
  'distributed-mongodb': { store: 'MongoDB', topology: 'distributed', isMarked: true },
  'unmarked-sqlite': { store: 'SQLite', topology: 'standalone', isMarked: false },
  'unmarked-mongodb': { store: 'MongoDB', topology: 'distributed', isMarked: false },
};
const names = values.only?.split(',') ?? Object.keys(settings);

/** What must be nothing. An unmarked restore promises tickets alone. */
function violationsOf({ isMarked }: Setting, report: LateRestoreReport): string[] {
  const zeros = isMarked
    ? ([
        'secondTickets',
        'missingTickets',
        'secondContacts',
        'secondComments',
        'secondCalls',
        'otherNumbers',
        'repeatedMails',
      ] as const)
    : (['secondTickets', 'missingTickets', 'otherNumbers'] as const);
  return [
    ...zeros.filter((name) => report[name] !== 0).map((name) => `${name}: ${report[name]}`),
    ...(report.listedTickets === report.unknownTickets
      ? []
      : [`listed ${report.listedTickets} of ${report.unknownTickets} unknown tickets`]),
    ...(isMarked && report.parkedMails === 0 ? ['no parked mail was listed'] : []),
    ...report.trailProblems,
  ];
}

let failed = false;
for (const name of names) {
  const setting = settings[name];
  if (setting === undefined) throw new TypeError(`no setting is called ${name}`);
  const startedAt = performance.now();
  const report = await restoreLate({
    ...setting,
    people: Number(values.people ?? 5),
    lateMs: Number(values.minutes ?? 10) * 60_000,
    isQuick: values.quick,
    say: (line) => console.log(`${name}: ${line}`),
  });
  if (report === null) {
    failed = true;
    console.log(`NOT RUN ${name}: the MongoDB test server is missing; pnpm mongo:install builds it`);
    continue;
  }
  const { dialogues, ...figures } = report;
  console.log(`${name} (${Math.round((performance.now() - startedAt) / 1_000)} s): ${JSON.stringify(figures)}`);
  const violations = violationsOf(setting, report);
  for (const violation of violations) console.log(`VIOLATION ${name}: ${violation}`);
  for (const dialogue of dialogues) console.log(`\n${dialogue}\n`);
  if (violations.length > 0) failed = true;
}
process.exitCode = failed ? 1 : 0;
// Sockets of killed processes are not waited for.
process.exit();
