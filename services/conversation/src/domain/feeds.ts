import {
  type AnyApprovalNews,
  type AnyTicketNews,
  type ApprovalNews,
  approvalNewsSchema,
  codeOf,
  conversationOfRequest,
  cutAtWord,
  standardStatusOf,
  type TicketNews,
  ticketNewsSchema,
} from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import { runOfApproval } from '@acebuddy/workflows';
import type { ConversationStore, Notifications, Ticketing } from '../ports.ts';
import { languageOf, textsFor } from './chat-language.ts';
import { retryOnConflict } from './conversations.ts';
import { withRun, withWork } from './outbox.ts';
import { parkNews } from './parked-news.ts';
import type { ConversationRecord, Run, Work } from './record.ts';
import { revived } from './sessions.ts';
import { type SystemDeps, systemTurn } from './system-turn.ts';
import type { WorkOf } from './work-outcome.ts';

export interface FeedDeps extends SystemDeps {
  readonly store: Pick<ConversationStore, 'cursor' | 'moveCursor'>;
  readonly ticketing: Ticketing;
  readonly notifications: Notifications;
  readonly logger: Logger;
}

/** Takes in what is new on the desk. Returns the conversations that changed. */
export async function followTicketNews(deps: FeedDeps): Promise<readonly string[]> {
  const after = await deps.store.cursor('ticket-news');
  const { items } = await deps.ticketing.news({ after, limit: 100 });
  const changed: string[] = [];
  for (const item of items) {
    const chat = chatOf(item);
    if (chat === null) continue;
    const known = await unlessUnreadable(deps, chat.id, () => takeTicketNews(deps, item));
    if (known) changed.push(chat.id);
  }
  const last = items.at(-1);
  if (last !== undefined) await deps.store.moveCursor('ticket-news', after, last.seq);
  return changed;
}

/** The chat whose ticket it is about, and the run of that ticket; null for tickets of other callers. */
function chatOf({ requestId }: AnyTicketNews): { readonly id: string; readonly runId: string } | null {
  const origin = conversationOfRequest(requestId);
  if (origin === null || !origin.work.startsWith('ticket:')) return null;
  return { id: origin.conversationId, runId: origin.work.slice('ticket:'.length) };
}

async function takeTicketNews(deps: FeedDeps, item: AnyTicketNews): Promise<boolean> {
  const chat = chatOf(item);
  if (chat === null) return false;
  const { data } = ticketNewsSchema.safeParse(item);
  if (data === undefined) return parkNews(deps, 'ticket-news', chat.id, item);
  return tell(deps, data, chat.id, chat.runId);
}

/** News that were parked by an earlier release, or by this one; false when they still wait for a newer one. */
export async function takeParkedNews(deps: FeedDeps, { feed, item }: WorkOf<'news'>): Promise<boolean> {
  if (feed === 'ticket-news') {
    const { data } = ticketNewsSchema.safeParse(item);
    const chat = data === undefined ? null : chatOf(data);
    if (data === undefined || chat === null) return false;
    await tell(deps, data, chat.id, chat.runId);
    return true;
  }
  const { data } = approvalNewsSchema.safeParse(item);
  if (data === undefined) return false;
  await tellDecision(deps, data);
  return true;
}

/** One record that cannot be opened must not keep everybody else's news. What passes is tried again, all of it. */
async function unlessUnreadable<T>(
  { logger }: FeedDeps,
  conversationId: string,
  take: () => Promise<T>,
): Promise<T | null> {
  try {
    return await take();
  } catch (error) {
    if (codeOf(error) !== 'INTERNAL') throw error;
    logger.error({ err: error, conversationId }, 'news were not taken in: read the ticket, and answer by hand');
    return null;
  }
}

async function tell(deps: FeedDeps, item: TicketNews, conversationId: string, runId: string): Promise<boolean> {
  const eventId = `ticket-news:${item.seq}`;
  const happenedAt = item.at;
  switch (item.news.kind) {
    case 'created':
      return hurryTicket(deps, conversationId, runId);
    case 'status': {
      const { status, statusType } = item.news;
      const closed = (statusType ?? status).toLowerCase() === 'closed';
      const record = await deps.conversations.load(conversationId);
      if (record?.runs.find((run) => run.runId === runId)?.closed === closed && closed) return false;
      return systemTurn(deps, conversationId, {
        eventId,
        happenedAt,
        input: { kind: 'ticket_status', runId, status, closed },
        line: { role: 'system', text: `The ticket is now "${status}"` },
        mark: (after) =>
          withRun(after, runId, (run) => ({ ...run, closed, status, closedAt: closed ? item.at : null })),
        works: (after) => tellCustomer(deps, after, runId, statusNews(status)),
      });
    }
    case 'comment': {
      const { author, text } = item.news;
      return systemTurn(deps, conversationId, {
        eventId,
        happenedAt,
        input: null,
        line: { role: 'operator', text: `${author}: ${text}` },
        mark: (after) => withRun(after, runId, (run) => ({ ...run, lastAnswer: answerOf(author, text, item.at) })),
        works: (after) => tellCustomer(deps, after, runId, agentReply(author, text)),
      });
    }
  }
}

/** As much of an answer as a later question about it is answered with. */
const answerCharsMax = 400;

function answerOf(author: string, text: string, at: string): NonNullable<Run['lastAnswer']> {
  return { author: cutAtWord(author, 80), text: cutAtWord(text.trim(), answerCharsMax), at };
}

/**
 * The ticket that this conversation waits for exists: its number need not wait for the next try. One that Desk had refused
 * was tried again by a person: its number is told after all.
 */
async function hurryTicket(deps: FeedDeps, conversationId: string, runId: string): Promise<boolean> {
  return retryOnConflict(async () => {
    const record = await deps.conversations.load(conversationId);
    const now = deps.now().toISOString();
    const item = record?.outbox.find(({ work }) => work.kind === 'createTicket' && work.runId === runId);
    if (record == null || item === undefined) return false;
    if (item.status === 'pending' && item.nextAt <= now) return true;
    const hurried =
      item.status === 'dead'
        ? revived(record, item.work.id, now)
        : withWork(record, item.work.id, { ...item, nextAt: now });
    return (await deps.conversations.commit(record, hurried)) === null ? null : true;
  });
}

type Say = ReturnType<typeof textsFor>;

/** Desk's own statuses in her language; one that the operator has added is quoted as it is. */
function statusIn(say: Say, status: string): string {
  const key = standardStatusOf(status);
  return key === null ? status : say(`status.${key}`);
}

/** Something that she hears of, in the words of a chat and of a letter. */
interface CustomerNews {
  readonly id: 'agent' | 'status';
  /** `ticket` is null when the ticket is not known. */
  readonly text: (say: Say, ticket: string | null) => string;
  readonly mail: (to: { name: string; email: string }, ticketNumber: string) => WorkOf<'mail'>['mail'];
  /** While an operator talks to her this is not said between his words. */
  readonly isSmall: boolean;
}

function statusNews(status: string): CustomerNews {
  return {
    id: 'status',
    text: (say, ticket) =>
      say('news.status', { ticket: ticket ?? '', named: ticket !== null, status: statusIn(say, status) }),
    mail: (to, ticketNumber) => ({ template: 'status_change', to, ticketNumber, status }),
    isSmall: true,
  };
}

function agentReply(author: string, text: string): CustomerNews {
  return {
    id: 'agent',
    text: (say, ticket) =>
      `${say('news.answered', { author, named: ticket !== null, ticket: ticket ?? '' })}\n\n${text}`,
    mail: (to, ticketNumber) => ({ template: 'agent_reply', to, ticketNumber, author, text }),
    isSmall: false,
  };
}

/** More than this does not fit into one line of a chat (contracts, `pushChatInputSchema`), with who wrote it. */
const pushCharsMax = 9_000;

/** Into the chat while somebody is there to read it, else by mail. */
function tellCustomer({ engine }: FeedDeps, record: ConversationRecord, runId: string, news: CustomerNews): Work[] {
  const run = record.runs.find((candidate) => candidate.runId === runId);
  const to = recipient(record, run);
  const id = `${news.id}:${record.lastSeq}`;
  const say = textsFor(record);
  const text = news.text(say, run === undefined ? null : shortNameOf(run));
  const fits = text.length <= pushCharsMax;
  const isHeard = isThere(record) && !(news.isSmall && engine.view(record.engine).attended);
  const letter = to === null || run === undefined ? null : { ...news.mail(to, numberOf(run)), ...languageOf(record) };
  if (to === null || (fits && record.state !== 'closed' && isHeard))
    return [
      {
        kind: 'push',
        id,
        awaited: false,
        text: fits ? text : `${cutAtWord(text, pushCharsMax)} ${say('news.rest')}`,
        suggestions: [],
        mailFallback: true,
        ...(letter === null ? {} : { letter }),
        runId,
      },
    ];
  return letter === null ? [] : [{ kind: 'mail', id, awaited: false, mail: letter }];
}

/** An agent may be faster than the number is on its way to us: then the customer knows her request by its reference. */
function numberOf(run: Run): string {
  return run.ticket?.number ?? run.reference;
}

function shortNameOf(run: Run): string {
  return run.ticket === null ? run.reference : `#${run.ticket.number}`;
}

/** A chat window is taken for open for as long as SalesIQ keeps an idle chat: half an hour. */
function isThere({ head, heardAt, updatedAt }: ConversationRecord): boolean {
  return Date.parse(head?.at ?? updatedAt) - Date.parse(heardAt ?? updatedAt) < 30 * 60_000;
}

function recipient(record: ConversationRecord, run: Run | undefined): { name: string; email: string } | null {
  const email = run?.customerEmail ?? record.visitor.email;
  return email == null ? null : { name: record.visitor.name ?? email, email };
}

/** Takes in decisions of points of contact. */
export async function followApprovals(deps: FeedDeps): Promise<readonly string[]> {
  const after = await deps.store.cursor('approval-news');
  const { items } = await deps.notifications.approvalNews({ after, limit: 100 });
  for (const item of items) await unlessUnreadable(deps, item.conversationId, () => takeApprovalNews(deps, item));
  const last = items.at(-1);
  if (last !== undefined) await deps.store.moveCursor('approval-news', after, last.seq);
  return items.map((item) => item.conversationId);
}

async function takeApprovalNews(deps: FeedDeps, item: AnyApprovalNews): Promise<boolean> {
  const { data } = approvalNewsSchema.safeParse(item);
  if (data === undefined) return parkNews(deps, 'approval-news', item.conversationId, item);
  await tellDecision(deps, data);
  return true;
}

async function tellDecision(deps: FeedDeps, item: ApprovalNews): Promise<void> {
  const runId = runOfApproval(conversationOfRequest(item.requestId)?.work ?? '');
  const input =
    item.kind === 'reminded'
      ? null
      : ({ kind: 'approval', runId, decision: item.kind, comment: item.comment } as const);
  const text = { approved: 'approved', declined: 'declined', reminded: 'was reminded', expired: 'did not answer' }[
    item.kind
  ];
  const known = await systemTurn(deps, item.conversationId, {
    eventId: `approval-news:${item.seq}`,
    happenedAt: item.at,
    input,
    line: { role: 'system', text: `The point of contact ${text}` },
    // The engine mails the decision itself; what it says in the chat is for who is still there.
    mailFallback: false,
    works: (after) => (item.kind === 'reminded' ? flagOverdue(after, item.seq, runId) : []),
  });
  if (!known) deps.logger.warn({ conversationId: item.conversationId }, 'an approval names an unknown conversation');
}

function flagOverdue(record: ConversationRecord, seq: number, runId: string | null): Work[] {
  const run = record.runs.findLast(
    (candidate) => candidate.outcome === 'awaiting_approval' && (runId === null || candidate.runId === runId),
  );
  if (run === undefined) return [];
  const text = 'No decision yet: the point of contact was reminded.';
  return [{ kind: 'comment', id: `reminded:${seq}`, awaited: false, runId: run.runId, text, isPublic: false }];
}
