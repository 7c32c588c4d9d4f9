import { cutAtWord } from '@acebuddy/contracts';
import { redactText } from '@acebuddy/redaction';
import type { Logger } from 'pino';
import type {
  DeskComment,
  DeskTicket,
  NewsFeed,
  NewsItem,
  TicketDesk,
  Watch,
  WatchClaim,
  WatchPatch,
  WatchStore,
} from '../ports.ts';
import { DeskFailure } from '../ports.ts';
import { commentText } from './comment-text.ts';
import { isOwnComment } from './markers.ts';
import type { TicketingMetrics } from './ticketing-metrics.ts';
import { nextLookAt, nextTryAt, type WatchSettings } from './watch-plan.ts';

export interface WatchDeps {
  readonly desk: TicketDesk;
  readonly watches: WatchStore;
  readonly feed: NewsFeed;
  readonly settings: WatchSettings;
  readonly metrics: TicketingMetrics;
  readonly now: () => Date;
  readonly random: () => number;
  readonly logger: Logger;
}

const commentCharsMax = 60_000;
/** A ticket that is not found for so long counts as deleted. */
const goneAfterMs = 24 * 3_600_000;
/** Comments of one moment may reach us in two looks. */
const overlapMs = 60_000;

/** Reads one ticket of ours again and tells what others did to it. */
export async function watchTicket(deps: WatchDeps, claim: WatchClaim): Promise<void> {
  const { desk, watches, now } = deps;
  const { watch } = claim;
  const options = { foreground: false, timeoutMs: deps.settings.callTimeoutMs };
  try {
    const ticket = await desk.getTicket(watch.ticketId, options);
    if (ticket === null) return await missed(deps, claim);
    const comments = mayHaveComments(watch, ticket)
      ? await desk.listComments(watch.ticketId, new Date(watch.commentsThrough - overlapMs), options)
      : [];
    // Of one look the words first: an answer that came after "is closed now" reads as one to a closed request.
    const told = (await tellComments(deps, watch, comments)) + (await tellStatus(deps, watch, ticket));
    const patch = toPatch(deps, watch, ticket, comments, told);
    await watches.save(claim, patch, nextLookAt(deps.settings, { ...watch, ...patch }, now().getTime()));
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    deps.logger.warn({ ticketId: watch.ticketId, failure: error.kind }, 'a watched ticket could not be read');
    const patch = { failures: watch.failures + 1 };
    await watches.save(claim, patch, nextTryAt(patch.failures, error.retryAfterMs, now().getTime(), deps.random));
  }
}

/** Deleted, or not to be seen for now: a changed profile and a page of maintenance both say "not found". */
async function missed({ watches, logger, now, random }: WatchDeps, claim: WatchClaim): Promise<void> {
  const at = now().getTime();
  const { ticketId, failures: before, missedSince: since } = claim.watch;
  const [failures, missedSince] = [before + 1, since ?? at];
  const isGone = at - missedSince >= goneAfterMs;
  logger.info({ ticketId, isGone }, 'a watched ticket is not found in Desk');
  const nextAt = Math.min(nextTryAt(failures, undefined, at, random), Math.max(at + 60_000, missedSince + goneAfterMs));
  await watches.save(claim, { failures, missedSince }, isGone ? null : nextAt);
}

/** An untouched ticket has no new comment; with the same count one may have been deleted and one written. */
function mayHaveComments(watch: Watch, ticket: DeskTicket): boolean {
  const { commentCount, modifiedTime } = ticket;
  if (commentCount === null || modifiedTime === null) return commentCount !== 0;
  return commentCount > 0 && (commentCount !== watch.commentCount || modifiedTime !== watch.modifiedTime);
}

async function tellStatus(deps: WatchDeps, watch: Watch, ticket: DeskTicket): Promise<number> {
  if (ticket.status === watch.status) return 0;
  if (watch.status === null) return 0;
  // Read now: we may have set it after this look began.
  const current = await deps.watches.get(watch.ticketId);
  if (ticket.status === watch.ownStatus || ticket.status === current?.ownStatus) return 0;
  const { status, statusType } = ticket;
  // Going back and forth between two statuses is news each time; the same look, repeated after a crash, is not.
  const key = `status:${watch.ticketId}:${watch.looks}:${status}`;
  return tell(deps, watch, key, { kind: 'status', status, statusType });
}

async function tellComments(deps: WatchDeps, watch: Watch, comments: readonly DeskComment[]): Promise<number> {
  let told = 0;
  for (const comment of comments.toReversed().filter(isAgentReply)) {
    if (watch.told.includes(comment.id)) continue;
    const text = cutAtWord(redactText(commentText(comment)), commentCharsMax);
    // Only a file or a mention: there is nothing to tell.
    if (text === '') continue;
    const news = { kind: 'comment', commentId: comment.id, author: redactText(comment.author), text } as const;
    told += await tell(deps, watch, `comment:${watch.ticketId}:${comment.id}`, news, comment.at);
  }
  return told;
}

/** Public, written by a person of the team: not ours, not the customer's own. */
function isAgentReply(comment: DeskComment): boolean {
  return comment.isPublic && comment.authorType !== 'END_USER' && !isOwnComment(comment.content);
}

async function tell(deps: WatchDeps, watch: Watch, key: string, news: NewsItem, at?: string | null): Promise<number> {
  const { ticketId, requestId } = watch;
  const isNew = await deps.feed.append({ key, ticketId, requestId, at: at ?? deps.now().toISOString(), news });
  if (!isNew) return 0;
  deps.metrics.news(news.kind);
  deps.logger.info({ ticketId, news: news.kind }, 'news from Desk');
  return 1;
}

function toPatch(
  deps: WatchDeps,
  watch: Watch,
  ticket: DeskTicket,
  comments: readonly DeskComment[],
  told: number,
): WatchPatch {
  const moved = ticket.status !== watch.status;
  const times = comments.map((comment) => Date.parse(comment.at ?? '')).filter((time) => !Number.isNaN(time));
  const commentsThrough = Math.max(watch.commentsThrough, ...times);
  const newest = comments.filter(({ at }) => !(Date.parse(at ?? '') < commentsThrough - overlapMs));
  const resolvedInMs = moved && isClosed(ticket) ? resolutionMs(deps, watch, ticket) : watch.resolvedInMs;
  if (moved && resolvedInMs !== null && resolvedInMs !== watch.resolvedInMs) deps.metrics.resolved(resolvedInMs);
  return {
    status: ticket.status,
    statusType: ticket.statusType,
    modifiedTime: ticket.modifiedTime,
    commentCount: ticket.commentCount,
    commentsThrough,
    // The feed forgets what it told before a ticket is let go.
    ...(comments.length === 0 ? {} : { told: newest.map(({ id }) => id) }),
    quietLooks: told > 0 || moved ? 0 : watch.quietLooks + 1,
    looks: watch.looks + 1,
    failures: 0,
    missedSince: null,
    resolvedInMs,
    ...(moved ? { ownStatus: null } : {}),
  };
}

export function isClosed(ticket: { readonly status: string | null; readonly statusType: string | null }): boolean {
  return (ticket.statusType ?? ticket.status) === 'Closed';
}

function resolutionMs(deps: WatchDeps, watch: Watch, ticket: DeskTicket): number {
  const closedAt = Date.parse(ticket.closedTime ?? '');
  return Math.max(0, (Number.isNaN(closedAt) ? deps.now().getTime() : closedAt) - watch.createdAt);
}
