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
  readonly counts: Map<string, number>;
  /** Values to take the middle of. */
  readonly values: Map<string, number[]>;
}

export function emptyTally(): Tally {
  return { counts: new Map(), values: new Map() };
}

const add = ({ counts }: Tally, name: string, by = 1): void => void counts.set(name, (counts.get(name) ?? 0) + by);

function note({ values }: Tally, name: string, value: number): void {
  const known = values.get(name);
  if (known === undefined) values.set(name, [value]);
  else known.push(value);
}

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
      add(tally, 'ratings');
      if (fact.stars >= 4) add(tally, 'ratings.good');
      return;
    case 'approval':
      add(tally, 'approvals');
      add(tally, `approvals.${fact.decision ?? 'open'}`);
      return;
  }
}

function takeMessages(tally: Tally, fact: Extract<Fact, { kind: 'chat' | 'run' }>): void {
  if (fact.messages === 0) return;
  add(tally, 'messages', fact.messages);
  add(tally, 'messages.at_once', fact.atOnce);
  add(tally, 'which', fact.which);
  add(tally, 'which.answered', fact.whichAnswered);
  add(tally, 'switched', fact.switched);
}

const ends: ReadonlySet<string> = new Set(['solved', 'ticket', 'waiting_approval', 'handed_over', 'handover_failed']);
const saves: ReadonlySet<string> = new Set(['solved', 'ticket', 'waiting_approval']);

function takeRun(tally: Tally, fact: RunFact, { minutesSaved }: Counting): void {
  const { outcome, why, person, firstMs, workflow } = fact;
  // A wrong guess that was taken back is no run; it is counted as one of the switches.
  if (outcome === 'replaced') return;
  add(tally, 'runs');
  add(tally, `outcome.${outcome}`);
  if (outcome !== 'open') add(tally, 'runs.ended');
  if (ends.has(outcome)) add(tally, 'runs.completed');
  if (why !== null || person !== null) {
    add(tally, 'escalations');
    add(tally, `escalation.${why ?? 'asked'}`);
  }
  if (firstMs !== null) note(tally, 'first_answer', firstMs / 1_000);
  if (saves.has(outcome)) add(tally, 'saved.measured', minutesSaved(workflow));
  if (outcome === 'assumed_solved') add(tally, 'saved.assumed', minutesSaved(workflow));
}

function takeTicket(tally: Tally, fact: TicketFact, { businessMinutes }: Counting): void {
  const { state, createdS, at, closedAt, logged, contact, chat, toldS, turns, team } = fact;
  add(tally, 'promised');
  if (state === 'refused') add(tally, 'refused');
  if (turns !== null) note(tally, 'turns', turns);
  // Of tickets of earlier releases it is not known when they came to be, only that they are.
  const isTimed = state !== 'created' || createdS !== null;
  if (isTimed) add(tally, 'promised.timed');
  if (createdS !== null && createdS <= 300) add(tally, 'created.5m');
  if (createdS !== null && createdS <= 3_600) add(tally, 'created.1h');
  if (state !== 'created') return;
  add(tally, 'tickets');
  add(tally, `team.${team ?? 'unknown'}`);
  if (contact !== null) add(tally, 'contact.known');
  if (contact === true) add(tally, 'contact.linked');
  if (chat !== null) add(tally, 'chat.known');
  if (chat === true && toldS !== null) add(tally, 'chat.linked');
  if (logged || closedAt === null) return;
  const openedAt = at + Math.floor((createdS ?? 0) / 60);
  note(tally, 'resolution', Math.max(0, closedAt - openedAt));
  note(tally, 'resolution.business', businessMinutes(openedAt, closedAt));
}

function takeMail(tally: Tally, { template, outcome }: MailFact): void {
  add(tally, 'mails');
  add(tally, `mails.${outcome}`);
  add(tally, `mail.${template}.due`);
  if (outcome === 'accepted') add(tally, `mail.${template}.accepted`);
}
