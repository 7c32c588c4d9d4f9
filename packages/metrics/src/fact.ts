/**
 * Facts: what happened, without persons and texts. Times are whole minutes since 1970 (UTC), so that no row can be matched
 * with a line of another system by its moment; durations are kept beside them.
 */
interface FactBase {
  /** Names the fact within its chat: `run-2`, the id of a piece of work. */
  readonly id: string;
  /** When it began. Everything that becomes known of it later counts there. */
  readonly at: number;
  readonly workflow: string | null;
  /** BCP 47, as far as her words told. */
  readonly language: string | null;
  readonly priority: string | null;
}

/** How a run ended. `open`: it has not. A newer release may write others. */
export const runOutcomes = [
  'open',
  'solved',
  'assumed_solved',
  'ticket',
  'waiting_approval',
  'handed_over',
  'handover_failed',
  'abandoned_ticket',
  'abandoned',
  'withdrawn',
  'replaced',
] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/** Messages of the customer that the bot answered, and how they were understood. */
interface Understood {
  readonly messages: number;
  readonly atOnce: number;
  /** She was asked which topic she meant, and told. */
  readonly which: number;
  readonly whichAnswered: number;
  /** The first guess was wrong. */
  readonly switched: number;
}

/** One chat: what was said outside of runs counts here. */
export interface ChatFact extends FactBase, Understood {
  readonly kind: 'chat';
}

export interface RunFact extends FactBase, Understood {
  readonly kind: 'run';
  readonly outcome: string;
  readonly endedAt: number | null;
  /** Why a person was wanted: `asked`, `stuck`, `upset`, `rule`; null: none was. */
  readonly why: string | null;
  /** `asked`: somebody is to take the chat, `joined`: somebody has, `nobody`: nobody did. */
  readonly person: string | null;
  /** Milliseconds until her first message of the run was answered. */
  readonly firstMs: number | null;
}

export interface TicketFact extends FactBase {
  readonly kind: 'ticket';
  readonly team: string | null;
  readonly outcome: string;
  /** `promised`, `created`, or `refused` by the desk for good. */
  readonly state: string;
  /** Seconds from the promise until the ticket existed; null: not yet, or not known. */
  readonly createdS: number | null;
  /** Seconds from the promise until its number was said to her. */
  readonly toldS: number | null;
  /** The ticket has a contact, and carries the chat's id; null where the desk did not tell. */
  readonly contact: boolean | null;
  readonly chat: boolean | null;
  /** Made as closed, since the work was done already. */
  readonly logged: boolean;
  readonly closedAt: number | null;
  /** Messages of the customer until it was promised. */
  readonly turns: number | null;
}

export interface MailFact extends FactBase {
  readonly kind: 'mail';
  readonly template: string;
  /** `due`, `accepted` or `refused` by the mail server. */
  readonly outcome: string;
}

export interface RatingFact extends FactBase {
  readonly kind: 'rating';
  readonly stars: number;
}

export interface ApprovalFact extends FactBase {
  readonly kind: 'approval';
  /** `approved`, `declined`, `expired`; null: not decided. */
  readonly decision: string | null;
  readonly decidedAt: number | null;
}

export type Fact = ChatFact | RunFact | TicketFact | MailFact | RatingFact | ApprovalFact;

/** A fact as it is kept: its kind, then its values in the order of `fields`. Values are only ever added at the end. */
export type FactRow = readonly (string | number | boolean | null)[];

const common = ['kind', 'id', 'at', 'workflow', 'language', 'priority'] as const;
const understood = ['messages', 'atOnce', 'which', 'whichAnswered', 'switched'] as const;
const fields = {
  chat: [...common, ...understood],
  run: [...common, ...understood, 'outcome', 'endedAt', 'why', 'person', 'firstMs'],
  ticket: [
    ...common,
    ...(['team', 'outcome', 'state', 'createdS', 'toldS', 'contact', 'chat', 'logged', 'closedAt', 'turns'] as const),
  ],
  mail: [...common, 'template', 'outcome'],
  rating: [...common, 'stars'],
  approval: [...common, 'decision', 'decidedAt'],
} as const satisfies Record<Fact['kind'], readonly string[]>;

const isKind = (kind: unknown): kind is Fact['kind'] => typeof kind === 'string' && Object.hasOwn(fields, kind);

/** What holds counts is 0, what is true or false is false, where an older release did not write it. */
const whenMissing: Readonly<Record<string, number | boolean>> = {
  ...Object.fromEntries(understood.map((name) => [name, 0])),
  logged: false,
};

/**
 * Reads a row of this store; null for a kind that only a newer release knows, which keeps it as it is. No schema: a report reads
 * hundreds of thousands of them, and nobody else writes there.
 */
export function toFact(row: FactRow): Fact | null {
  const [kind] = row;
  if (!isKind(kind)) return null;
  const fact: Record<string, unknown> = {};
  const names = fields[kind];
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at] as string;
    fact[name] = row[at] ?? whenMissing[name] ?? null;
  }
  return fact as unknown as Fact;
}

/** The row of a fact. `before`: the row that it replaces; what a newer release wrote behind ours stays. */
export function toRow(fact: Fact, before: FactRow = []): FactRow {
  const names: readonly string[] = fields[fact.kind];
  const values = names.map((name) => (fact as unknown as Record<string, FactRow[number]>)[name] ?? null);
  return [...values, ...before.slice(names.length)];
}

/** Whole minutes since 1970 of an ISO instant. */
export function minuteOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 60_000);
}

/** First and last minute that a report over the rows has to look at. Everything counts at a row's own minute. */
export function spanOf(rows: readonly FactRow[]): { readonly first: number; readonly last: number } {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const row of rows) {
    const at = Number(row[2]);
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  return { first: Number.isFinite(first) ? first : 0, last };
}
