import { cpus } from 'node:os';
import { replyMsMax } from './caller.ts';
import type { PlannedChat } from './plan.ts';
import type { RunResult } from './run.ts';

export interface Verdict {
  readonly lines: readonly string[];
  readonly violations: readonly string[];
}

/** One table with a column for each setting, and every violation as a sentence. */
export function judge(results: readonly RunResult[]): Verdict {
  const rows: [string, (result: RunResult) => string | number][] = [
    ['conversations', ({ played }) => played.length],
    ['  of them with a ticket or its promise', ({ played }) => played.filter(({ finished }) => finished).length],
    ['messages delivered (HTTP answers)', ({ calls }) => calls.length],
    ['fault kinds', ({ injected }) => [...injected.keys()].length],
    ['faults injected', ({ injected }) => [...injected.values()].reduce((sum, times) => sum + times, 0)],
    ['processes killed (SIGKILL)', ({ kills }) => kills],
    ['attempts to create one that Desk saw', ({ attempts }) => attempts],
    ['tickets on the desk', ({ tickets }) => tickets.length],
    ['answers of agents, chats taken and missed by operators', answersOfPeople],
    ...violationRows.map(([name, list]): [string, (result: RunResult) => number] => [
      name,
      (result) => list(result).length,
    ]),
    ['- mails taken twice by the server (SMTP)', ({ findings }) => findings.mailsTakenTwice.length],
    ['- turns of a gateway that was killed, ended by the next', turnsTakenUp],
    ['- dead letters put back by an admin', ({ retried }) => retried.length],
    ['- tries that met a dead gateway', ({ unanswered }) => unanswered],
    ['- slowest reply, ms', ({ calls }) => Math.round(Math.max(0, ...calls.map(({ ms }) => ms)))],
    [
      '- p99 of replies, ms',
      ({ calls }) =>
        Math.round(
          percentile(
            calls.map(({ ms }) => ms),
            0.99,
          ),
        ),
    ],
    ['- most calls to Desk at once', ({ concurrencySeen }) => concurrencySeen],
    ['- token refreshes in 10 min, at most', ({ refreshesMax }) => refreshesMax],
    ['- highest load of the machine', ({ calls }) => Math.max(0, ...calls.map(({ load }) => load)).toFixed(1)],
    ['- chaos, s', ({ chaosMs }) => Math.round(chaosMs / 1_000)],
    ['- to rest, s', ({ restMs }) => Math.round(restMs / 1_000)],
  ];
  const header = ['', ...results.map(({ setting }) => `${setting.topology}×${setting.replicas} ${setting.store}`)];
  const table = [header, ...rows.map(([name, value]) => [name, ...results.map((result) => String(value(result)))])];
  const lines = [...align(table), '', 'Faults by kind', ...align(faultTable(results))];
  const violations = results.flatMap((result) =>
    violationRows.flatMap(([name, list]) =>
      list(result).map((text) => `${result.setting.topology}/${result.setting.store}: ${name}: ${text}`),
    ),
  );
  return { lines, violations };
}

/** Of all settings together. */
export function totalsOf(results: readonly RunResult[]) {
  const sum = (of: (result: RunResult) => number) => results.reduce((total, result) => total + of(result), 0);
  return {
    conversations: sum(({ played }) => played.length),
    kills: sum(({ kills }) => kills),
    faults: sum(({ injected }) => [...injected.values()].reduce((total, times) => total + times, 0)),
    kinds: new Set(results.flatMap(({ injected }) => [...injected.keys()])).size,
  };
}

/** By what the next gateway says then. */
function turnsTakenUp({ played }: RunResult): number {
  const heard = played.flatMap(({ chat }) => chat.heardAll());
  return heard.filter((text) => text.includes('I was interrupted')).length;
}

function answersOfPeople({ played }: RunResult): string {
  const agents = played.filter(({ plan }) => ['agent_reply', 'agent_status'].includes(plan.aftermath)).length;
  const countOf = (wanted: PlannedChat['aftermath']) =>
    played.filter(({ plan, afterwards }) => afterwards && plan.aftermath === wanted).length;
  return `${agents}, ${countOf('operator')}, ${countOf('missed')}`;
}

const violationRows: readonly (readonly [string, (result: RunResult) => readonly string[]])[] = [
  ['conversations without an end', ({ findings }) => findings.withoutEnd],
  ['tickets missing', ({ findings }) => findings.ticketsMissing],
  ['tickets duplicated', ({ findings }) => findings.ticketsDuplicated],
  ['promises broken', ({ findings }) => findings.promisesBroken],
  ['transcript lines missing', ({ findings }) => findings.linesMissing],
  ['transcript lines duplicated', ({ findings }) => findings.linesDuplicated],
  ['comment lines missing on tickets', ({ findings }) => findings.commentsMissing],
  ['comment lines duplicated on tickets', ({ findings }) => findings.commentsDuplicated],
  ['figures of the report that are wrong', ({ findings }) => findings.figuresWrong],
  ['mails missing', ({ findings }) => findings.mailsMissing],
  ['mails duplicated', ({ findings }) => findings.mailsDuplicated],
  ['words of people that were not heard', ({ findings }) => findings.peopleUnheard],
  ['words of people that came twice', ({ findings }) => findings.peopleRepeated],
  ['sessions that disagree with the desk', ({ findings }) => findings.sessionsWrong],
  ['repeats answered differently', ({ played }) => played.flatMap(({ differing }) => differing)],
  ['turns that SalesIQ waited for in vain', ({ openTurns }) => openTurns.map(({ conversationId }) => conversationId)],
  ['answers that SalesIQ could not carry out', ({ botFailures }) => botFailures],
  ['processes that ended by themselves', ({ endedAlone }) => endedAlone],
  ['webhooks that Desk gave up', ({ isWebhookGone }) => (isWebhookGone ? ['it answered 410'] : [])],
  ['work that never came to rest', ({ isAtRest }) => (isAtRest ? [] : ['something changed until the time was up'])],
  [
    'tickets and words given up and put back',
    ({ retried }) =>
      retried
        .filter(({ service }) => service !== 'notifications')
        .map(({ service, id, last_error }) => `${service} ${id}: ${last_error}`),
  ],
  [
    'mails taken twice without a reason',
    ({ findings, injected, kills }) => findings.mailsTakenTwice.slice((injected.get('mail drop_after') ?? 0) + kills),
  ],
  [
    'dead letters left',
    ({ deadLetters }) => deadLetters.map(({ service, id, last_error }) => `${service} ${id}: ${last_error}`),
  ],
  [
    'replies over 4 s',
    ({ calls }) =>
      calls
        .filter(({ ms, stalledMs }) => ms - stalledMs > replyMsMax)
        .map(({ ms, at, load }) => `${Math.round(ms)} ms at ${at}, load ${load.toFixed(1)} on ${cpus().length} cores`),
  ],
  [
    'webhook answers 410 or 5xx',
    ({ calls }) =>
      calls.filter(({ status }) => status >= 500 || status === 410).map(({ status, at }) => `${status} at ${at}`),
  ],
  [
    'token refreshes over 10 in 10 min',
    ({ refreshesDenied }) => (refreshesDenied > 0 ? [`${refreshesDenied} refused`] : []),
  ],
  ['calls to Desk over its limit', ({ concurrencySeen }) => (concurrencySeen > 10 ? [String(concurrencySeen)] : [])],
];

function faultTable(results: readonly RunResult[]): string[][] {
  const names = [...new Set(results.flatMap(({ injected }) => [...injected.keys()]))].sort();
  return names.map((name) => [`  ${name}`, ...results.map(({ injected }) => String(injected.get(name) ?? 0))]);
}

function align(table: readonly (readonly string[])[]): string[] {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
