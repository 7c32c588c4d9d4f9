import type { ConsoleOutputs, ConversationRow, Role } from '../src/api/types.ts';
import { daysOf, plusDays } from '../src/text/days.ts';
import { inventChat } from './invented-chat.ts';
import { createLearningAnswers } from './invented-learning.ts';
import { emptyReport, inventReport } from './invented-report.ts';
import { inventApprovals, inventMails, inventSystem, inventTicket, inventWork } from './invented-rest.ts';
import { inventRows, workflows } from './invented-rows.ts';

/** An answer that the gateway would refuse with. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly tz?: string;
  readonly after?: string;
  readonly limit?: number;
  readonly query?: string;
  readonly conversationId?: string;
  readonly beforeSeq?: number;
  readonly id?: string;
  readonly status?: string;
  readonly kind?: string;
  readonly service?: string;
  readonly overdue?: boolean;
  readonly items?: readonly { readonly id: string }[];
  readonly [key: string]: unknown;
}

type Answers = Readonly<Record<string, (asked: Asked) => unknown>>;

/** The console's procedures over invented data that are kept in memory. `isEmpty`: there is nothing yet. */
export function createAnswers({ role, isEmpty }: { role: Role; isEmpty: boolean }): Answers {
  const rows = isEmpty ? [] : inventRows(320, Date.now());
  const work = isEmpty ? [] : inventWork();
  const mails = isEmpty ? [] : inventMails();
  const approvals = isEmpty ? [] : inventApprovals();
  const report = isEmpty ? emptyReport : inventReport;
  const rowOf = (id: string | undefined): ConversationRow => {
    const row = rows.find(({ conversationId }) => conversationId === id);
    if (row === undefined) throw new Refusal('NOT_FOUND', 'There is no such conversation, or it was deleted.');
    return row;
  };
  const dropWork = ({ items = [] }: Asked): ConsoleOutputs['work']['retry'] => {
    for (const { id } of items) if (id !== 'work-3') remove(work, (item) => item.id === id);
    const failed = items
      .filter(({ id }) => id === 'work-3')
      .map(({ id }) => ({ service: 'ticketing' as const, id, reason: 'It is under way at the moment.' }));
    return { done: items.length - failed.length, failed };
  };
  return {
    me: (): ConsoleOutputs['me'] => ({
      role,
      simulated: true,
      version: '1.0.0',
      companyName: 'Northwind Support',
      zone: 'America/Chicago',
      playground: true,
      workflows,
      unavailable: [],
    }),
    overview: ({ from = '2026-11-01', to = '2026-11-28', tz = 'America/Chicago' }): ConsoleOutputs['overview'] => {
      const days = daysOf(from, to);
      const waiting = rows.filter(({ attention }) => attention.includes('person_waiting'));
      return {
        attention: isEmpty
          ? []
          : [
              {
                kind: 'person_waiting',
                count: waiting.length,
                oldestAt: waiting.at(-1)?.waitingSince ?? null,
                detail: null,
              },
              { kind: 'dead_letters', count: 7, oldestAt: work.at(-2)?.createdAt ?? null, detail: null },
              { kind: 'failed_mails', count: 5, oldestAt: mails.at(-2)?.createdAt ?? null, detail: null },
              { kind: 'approvals_overdue', count: 2, oldestAt: approvals.at(3)?.createdAt ?? null, detail: null },
            ],
        unavailable: isEmpty ? [] : ['notifications'],
        report: report(from, to, 'day', tz),
        byWorkflow: report(from, to, 'workflow', tz),
        before: report(plusDays(from, -days), plusDays(from, -1), 'day', tz),
      };
    },
    'conversations.list': ({ after, limit = 50, ...filter }): ConsoleOutputs['conversations']['list'] => {
      const wanted = rows.filter((row) => matches(row, filter));
      return paged(wanted, after, limit);
    },
    'conversations.find': ({ query = '' }): ConsoleOutputs['conversations']['find'] => {
      const text = query.replace(/^#/, '');
      const items = rows.filter(
        ({ conversationId, chatId, ticketNumber, reference }) =>
          [conversationId, chatId, ticketNumber, reference].includes(text) || (query.includes('@') && chatId < '90004'),
      );
      return { as: query.includes('@') ? 'email' : items.length > 0 ? 'ticket' : 'nothing', items };
    },
    'conversations.get': ({ conversationId, beforeSeq }) => ({
      ...inventChat(rowOf(conversationId), beforeSeq),
      mails: mails.slice(0, 2),
      approvals: approvals.slice(0, 1),
      outbox: work.slice(0, 1),
      ...(role === 'admin' ? {} : { audit: [] }),
    }),
    'conversations.exportScript': (): ConsoleOutputs['conversations']['exportScript'] => ({
      name: 'printer_issues-exported.yaml',
      script: 'scripts:\n  - name: exported from a chat\n    turns:\n      - my printer is offline\n',
      turns: 1,
      different: 0,
      left: 0,
    }),
    'conversations.takeFromBot': ({ conversationId }) => {
      const row = rowOf(conversationId);
      rows[rows.indexOf(row)] = { ...row, holder: 'person', state: 'escalated', updatedAt: new Date().toISOString() };
      return { done: true };
    },
    'conversations.close': ({ conversationId }) => {
      const row = rowOf(conversationId);
      rows[rows.indexOf(row)] = { ...row, holder: 'nobody', state: 'closed', updatedAt: new Date().toISOString() };
      return { alreadyClosed: row.state === 'closed', noteQueued: row.ticketId !== null };
    },
    'conversations.addNote': ({ conversationId }) => {
      if (rowOf(conversationId).ticketId === null)
        throw new Refusal('UNPROCESSABLE', 'This chat has no ticket that a note could stand on.');
      return { done: true };
    },
    'person.export': () => ({ services: { conversation: { records: { conversations: [{ id: 'conv-1000' }] } } } }),
    'person.delete': () => ({
      services: {
        conversation: { removed: { conversations: 2, turns: 31 }, kept: [] },
        ticketing: { removed: {}, kept: [{ what: 'tickets in Desk', why: 'they belong to Desk' }] },
      },
    }),
    'tickets.get': ({ id = '' }) => inventTicket(id),
    'work.list': ({ service, after, limit = 50 }): ConsoleOutputs['work']['list'] => ({
      ...paged(
        work.filter((item) => service === undefined || item.service === service),
        after,
        limit,
      ),
      unavailable: [],
    }),
    'work.retry': dropWork,
    'work.discard': dropWork,
    'mails.list': ({ status, kind, after, limit = 50 }) =>
      paged(
        mails.filter((mail) => (!status || mail.status === status) && (!kind || mail.kind === kind)),
        after,
        limit,
      ),
    'mails.get': ({ id }): ConsoleOutputs['mails']['get'] => {
      const row = mails.find((mail) => mail.id === id);
      if (row === undefined) throw new Refusal('NOT_FOUND', 'There is no such mail.');
      const html =
        '<!doctype html><html lang="en"><head><title>Mail</title><style>p{background:#eef}</style></head><body style="font-family:sans-serif"><h1 style="color:#0a5; font-size:20px">Your request is ticket #4300</h1><p>We are on it.</p><script>parent.document.title="broken"</script></body></html>';
      return {
        row,
        preview: row.kept ? { subject: 'Your request is ticket #4300', html, text: 'We are on it.' } : null,
      };
    },
    'mails.resend': ({ id }) => {
      const at = mails.findIndex((mail) => mail.id === id);
      const mail = mails[at];
      if (mail?.status !== 'dead') throw new Refusal('NOT_FOUND', 'There is no given-up mail of this id.');
      mails[at] = { ...mail, status: 'pending', lastError: null };
      return { done: true };
    },
    'mails.approvals': ({ status, overdue, after, limit = 50 }) =>
      paged(
        approvals.filter((each) => (!status || each.status === status) && (!overdue || each.overdue)),
        after,
        limit,
      ),
    ...createLearningAnswers(isEmpty),
    'system.get': inventSystem,
    'system.testDesk': (): ConsoleOutputs['system']['testDesk'] => ({
      ok: false,
      simulated: true,
      org: { id: '7001', name: 'Northwind' },
      department: { id: '1892000000006907', name: 'Support' },
      problems: [
        {
          what: 'The field cf_reference is not there.',
          mend: "Create it in Desk's settings: Setup › Layouts and Fields.",
        },
      ],
    }),
    'system.verifyAudit': (): ConsoleOutputs['system']['verifyAudit'] => ({
      chains: [
        { chain: 'conversation', entries: 1_412, damaged: [], unavailable: false },
        { chain: 'ticketing', entries: 803, damaged: [{ seq: 77, problem: 'was altered' }], unavailable: false },
        { chain: 'notifications', entries: 0, damaged: [], unavailable: true },
      ],
      next: null,
    }),
  };
}

function matches(row: ConversationRow, filter: Asked): boolean {
  const same = (['state', 'outcome', 'workflow', 'verified', 'language'] as const).every(
    (key) => filter[key] === undefined || row[key] === filter[key],
  );
  const { ratingMin, ratingMax, attention, from, to } = filter;
  return (
    same &&
    (ratingMin === undefined || (row.rating ?? 0) >= Number(ratingMin)) &&
    (ratingMax === undefined || (row.rating !== null && row.rating <= Number(ratingMax))) &&
    (attention === undefined || row.attention.some((each) => each === attention)) &&
    (from === undefined || row.updatedAt >= from) &&
    (to === undefined || row.updatedAt < to)
  );
}

function paged<T>(items: readonly T[], after: string | undefined, limit: number): { items: T[]; next: string | null } {
  const begin = Number(after ?? 0);
  const end = begin + limit;
  return { items: items.slice(begin, end), next: end < items.length ? String(end) : null };
}

function remove<T>(list: T[], isGone: (item: T) => boolean): void {
  const at = list.findIndex(isGone);
  if (at !== -1) list.splice(at, 1);
}
