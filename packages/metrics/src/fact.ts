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
  /** Why a person was wanted: `asked`, `stuck`, `upset`, `rule`, or that an operator took the chat unasked, `operator`; null: none was. */
  readonly why: string | null;
  /** `asked`: somebody is to take the chat, `joined`: somebody has, `nobody`: nobody did. */
  readonly person: string | null;
  /** Milliseconds until her first message of the run was answered. */
  readonly firstMs: number | null;
  /** The steps that it passed (`Way`); null: not known, of an earlier release. */
  readonly way: string | null;
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
  run: [...common, ...understood, 'outcome', 'endedAt', 'why', 'person', 'firstMs', 'way'],
  ticket: [
    ...common,
    ...(['team', 'outcome', 'state', 'createdS', 'toldS', 'contact', 'chat', 'logged', 'closedAt', 'turns'] as const),
  ],
  mail: [...common, 'template', 'outcome'],
  rating: [...common, 'stars'],
  approval: [...common, 'decision', 'decidedAt'],
} as const satisfies Record<Fact['kind'], readonly string[]>;

export const isKind = (kind: unknown): kind is Fact['kind'] => typeof kind === 'string' && Object.hasOwn(fields, kind);

/**
 * Reads a row of this store; null for a kind that only a newer release knows, which keeps it as it is. No schema: nobody else
 * writes there, and `readRow` is lenient with what is missing.
 */
export function toFact(row: FactRow): Fact | null {
  const [kind, id, at, workflow = null, language = null, priority = null] = row;
  if (!isKind(kind)) return null;
  const dims = { workflow, language, priority } as Dimensions;
  return readRow(kind, String(id), Number(at), dims, row, common.length, row.length);
}

/** The row of a fact. `before`: the row that it replaces; what a newer release wrote behind ours stays. */
export function toRow(fact: Fact, before: FactRow = []): FactRow {
  const names: readonly string[] = fields[fact.kind];
  const values = names.map((name) => (fact as unknown as Record<string, FactRow[number]>)[name] ?? null);
  return [...values, ...before.slice(names.length)];
}

export type Dimensions = Pick<FactBase, 'workflow' | 'language' | 'priority'>;

/**
 * The fact whose values stand in `row` from index `from` on, up to `end`. Spelled out for each kind: a report reads hundreds of thousands of
 * them. What an older release did not write is 0, false or null.
 */
export function readRow(
  kind: Fact['kind'],
  id: string,
  at: number,
  { workflow, language, priority }: Dimensions,
  row: readonly unknown[],
  from: number,
  end: number,
): Fact {
  const value = (offset: number) => (from + offset < end ? (row[from + offset] ?? null) : null);
  const text = (offset: number) => value(offset) as string | null;
  const number = (offset: number) => value(offset) as number | null;
  const count = (offset: number) => (value(offset) ?? 0) as number;
  const flag = (offset: number) => value(offset) as boolean | null;
  switch (kind) {
    case 'chat':
      return {
        kind,
        id,
        at,
        workflow,
        language,
        priority,
        messages: count(0),
        atOnce: count(1),
        which: count(2),
        whichAnswered: count(3),
        switched: count(4),
      };
    case 'run':
      return {
        kind,
        id,
        at,
        workflow,
        language,
        priority,
        messages: count(0),
        atOnce: count(1),
        which: count(2),
        whichAnswered: count(3),
        switched: count(4),
        outcome: text(5) ?? 'open',
        endedAt: number(6),
        why: text(7),
        person: text(8),
        firstMs: number(9),
        way: text(10),
      };
    case 'ticket':
      return {
        kind,
        id,
        at,
        workflow,
        language,
        priority,
        team: text(0),
        outcome: text(1) ?? 'ticket',
        state: text(2) ?? 'promised',
        createdS: number(3),
        toldS: number(4),
        contact: flag(5),
        chat: flag(6),
        logged: flag(7) ?? false,
        closedAt: number(8),
        turns: number(9),
      };
    case 'mail':
      return {
        kind,
        id,
        at,
        workflow,
        language,
        priority,
        template: text(0) ?? 'unknown',
        outcome: text(1) ?? 'due',
      };
    case 'rating':
      return { kind, id, at, workflow, language, priority, stars: count(0) };
    case 'approval':
      return { kind, id, at, workflow, language, priority, decision: text(0), decidedAt: number(1) };
  }
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
