import type { Fact, MailFact, RunFact, TicketFact } from './fact.ts';

/** What a count needs to know beside the facts. */
export interface Counting {
  /** Minutes of business hours between two moments (minutes since 1970). */
  readonly businessMinutes: (from: number, to: number) => number;
  /** What a run of the workflow saves, in minutes. */
  readonly minutesSaved: (workflow: string | null) => number;
}

/** Counts and values of a group of facts: all that the figures are computed from. */
export interface Tally {
  messages: number;
  atOnce: number;
  which: number;
  whichAnswered: number;
  switched: number;
  runs: number;
  ended: number;
  completed: number;
  escalations: number;
  /** Minutes that runs saved; those that are only assumed to have saved any stand apart. */
  savedMinutes: number;
  assumedMinutes: number;
  promised: number;
  /** Those of which it is known when their tickets came to be, or that they did not. */
  timed: number;
  within5m: number;
  within1h: number;
  tickets: number;
  contactKnown: number;
  contactLinked: number;
  chatKnown: number;
  chatLinked: number;
  mails: number;
  ratings: number;
  goodRatings: number;
  readonly outcomes: Counts;
  readonly reasons: Counts;
  readonly teams: Counts;
  readonly mailOutcomes: Counts;
  readonly mailsDue: Counts;
  readonly mailsAccepted: Counts;
  readonly approvals: Counts;
  /** How a run ended and its way, between a space: for workflows, not for figures, and so never merged. */
  readonly ways: Counts;
  /** Values to take the middle of. */
  readonly firstAnswers: number[];
  readonly turns: number[];
  readonly resolutions: number[];
  readonly businessResolutions: number[];
}
export type Counts = Map<string, number>;

export function emptyTally(): Tally {
  return {
    messages: 0,
    atOnce: 0,
    which: 0,
    whichAnswered: 0,
    switched: 0,
    runs: 0,
    ended: 0,
    completed: 0,
    escalations: 0,
    savedMinutes: 0,
    assumedMinutes: 0,
    promised: 0,
    timed: 0,
    within5m: 0,
    within1h: 0,
    tickets: 0,
    contactKnown: 0,
    contactLinked: 0,
    chatKnown: 0,
    chatLinked: 0,
    mails: 0,
    ratings: 0,
    goodRatings: 0,
    outcomes: new Map(),
    reasons: new Map(),
    teams: new Map(),
    mailOutcomes: new Map(),
    mailsDue: new Map(),
    mailsAccepted: new Map(),
    approvals: new Map(),
    ways: new Map(),
    firstAnswers: [],
    turns: [],
    resolutions: [],
    businessResolutions: [],
  };
}

const add = (counts: Counts, name: string, by = 1): void => void counts.set(name, (counts.get(name) ?? 0) + by);

/** Takes one fact into the tally. */
export function take(tally: Tally, fact: Fact, counting: Counting): void {
  switch (fact.kind) {
    case 'chat':
      takeMessages(tally, fact);
      return;
    case 'run':
      takeMessages(tally, fact);
      takeRun(tally, fact, counting);
      return;
    case 'ticket':
      takeTicket(tally, fact, counting);
      return;
    case 'mail':
      takeMail(tally, fact);
      return;
    case 'rating':
      tally.ratings += 1;
      if (fact.stars >= 4) tally.goodRatings += 1;
      return;
    case 'approval':
      add(tally.approvals, fact.decision ?? 'open');
      return;
  }
}

function takeMessages(tally: Tally, fact: Extract<Fact, { kind: 'chat' | 'run' }>): void {
  tally.messages += fact.messages;
  tally.atOnce += fact.atOnce;
  tally.which += fact.which;
  tally.whichAnswered += fact.whichAnswered;
  tally.switched += fact.switched;
}

/** Ends of a workflow that were reached, as `completion_rate` counts them. */
export const completedOutcomes: ReadonlySet<string> = new Set([
  'solved',
  'ticket',
  'waiting_approval',
  'handed_over',
  'handover_failed',
]);
const saves: ReadonlySet<string> = new Set(['solved', 'ticket', 'waiting_approval']);

function takeRun(tally: Tally, fact: RunFact, { minutesSaved }: Counting): void {
  const { outcome, why, person, firstMs, workflow } = fact;
  // A wrong guess that was taken back is no run; it is counted as one of the switches.
  if (outcome === 'replaced') return;
  tally.runs += 1;
  add(tally.outcomes, outcome);
  add(tally.ways, `${outcome} ${fact.way ?? ''}`.trimEnd());
  if (outcome !== 'open') tally.ended += 1;
  if (completedOutcomes.has(outcome)) tally.completed += 1;
  if (why !== null || person !== null) {
    tally.escalations += 1;
    add(tally.reasons, why ?? 'asked');
  }
  if (firstMs !== null) tally.firstAnswers.push(firstMs / 1_000);
  if (saves.has(outcome)) tally.savedMinutes += minutesSaved(workflow);
  if (outcome === 'assumed_solved') tally.assumedMinutes += minutesSaved(workflow);
}

function takeTicket(tally: Tally, fact: TicketFact, { businessMinutes }: Counting): void {
  const { state, createdS, at, closedAt, logged, contact, chat, toldS, turns, team } = fact;
  tally.promised += 1;
  if (turns !== null) tally.turns.push(turns);
  // Of tickets of earlier releases it is not known when they came to be, only that they are.
  if (state !== 'created' || createdS !== null) tally.timed += 1;
  if (createdS !== null && createdS <= 300) tally.within5m += 1;
  if (createdS !== null && createdS <= 3_600) tally.within1h += 1;
  if (state !== 'created') return;
  tally.tickets += 1;
  add(tally.teams, team ?? 'unknown');
  if (contact !== null) tally.contactKnown += 1;
  if (contact === true) tally.contactLinked += 1;
  if (chat !== null) tally.chatKnown += 1;
  if (chat === true && toldS !== null) tally.chatLinked += 1;
  if (logged || closedAt === null) return;
  const openedAt = at + Math.floor((createdS ?? 0) / 60);
  tally.resolutions.push(Math.max(0, closedAt - openedAt));
  tally.businessResolutions.push(businessMinutes(openedAt, closedAt));
}

function takeMail(tally: Tally, { template, outcome }: MailFact): void {
  tally.mails += 1;
  add(tally.mailOutcomes, outcome);
  add(tally.mailsDue, template);
  if (outcome === 'accepted') add(tally.mailsAccepted, template);
}

/** Everything of `part` into `whole`, ways aside. */
export function merge(whole: Tally, part: Tally): void {
  for (const [name, value] of Object.entries(part) as [keyof Tally, Tally[keyof Tally]][]) {
    if (name === 'ways') continue;
    if (typeof value === 'number') (whole as unknown as Record<string, number>)[name] = (whole[name] as number) + value;
    else if (Array.isArray(value)) for (const one of value) (whole[name] as number[]).push(one);
    else for (const [key, count] of value) add(whole[name] as Counts, key, count);
  }
}
