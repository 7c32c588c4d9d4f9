import { minuteOf, type RunFact, type RunOutcome } from '@acebuddy/metrics';
import type { Outline } from '@acebuddy/workflows';
import { type Change, ticketWorkOf } from './change.ts';
import { noteWay } from './note-way.ts';

const noMessages = { messages: 0, atOnce: 0, which: 0, whichAnswered: 0, switched: 0 } as const;

/** Runs that began, went on, ended, or went to a person. */
export function noteRuns(change: Change): void {
  noteChat(change);
  const { facts, after, outline, earlier } = change;
  for (const { runId, workflow, openedAt } of after.runs)
    if (facts.get('run', runId) === null) facts.put(newRun(change, runId, workflow, minuteOf(openedAt)));
  if (outline !== null) {
    for (const run of runsIn(outline)) noteRun(change, run);
    for (const fact of facts.all('run')) if (fact.outcome === 'open') noteGone(change, fact, outline, earlier);
    notePerson(change, outline, earlier);
  }
  for (const fact of facts.all('run')) noteOfRecord(change, fact);
}

const runsIn = ({ stack, run }: Outline) => (run === null ? stack : [...stack, run]);

function noteChat({ facts, after, minute, outline }: Change): void {
  const language = outline?.language ?? null;
  const known = facts.get('chat', 'chat');
  if (known !== null) {
    if (language !== null) facts.put({ ...known, language });
    return;
  }
  const at = after.version <= 1 ? minute : minuteOf(after.createdAt);
  facts.put({ kind: 'chat', id: 'chat', at, workflow: null, language, priority: null, ...noMessages });
}

function newRun({ outline }: Change, id: string, workflow: string | null, at: number): RunFact {
  return {
    kind: 'run',
    id,
    at,
    workflow,
    language: outline?.language ?? null,
    priority: null,
    ...noMessages,
    outcome: 'open',
    endedAt: null,
    why: null,
    person: null,
    firstMs: null,
    way: null,
  };
}

function noteRun(change: Change, run: NonNullable<Outline['run']>): void {
  const { facts, minute, outline } = change;
  const known = facts.get('run', run.id) ?? newRun(change, run.id, run.workflow, minute);
  const outcome = outcomeOf(change, run, known);
  facts.put({
    ...known,
    workflow: run.workflow,
    language: outline?.language ?? known.language,
    outcome,
    endedAt: outcome === 'open' ? null : known.outcome === outcome ? known.endedAt : minute,
    why: known.why ?? (run.byRule === true ? 'rule' : null),
    way: noteWay(known.way, run),
  });
}

function outcomeOf(change: Change, run: NonNullable<Outline['run']>, known: RunFact): RunOutcome | string {
  const { ended } = run;
  switch (ended) {
    case null:
      return 'open';
    case 'resolved':
      return isWithdrawn(change, run.id) || known.outcome === 'withdrawn' ? 'withdrawn' : 'solved';
    case 'cancelled':
      return 'withdrawn';
    case 'abandoned':
    case 'left':
      return abandoned(change, run.id, run.leftAtStep === true);
    case 'replaced':
      return 'replaced';
    default:
      return endOf(ended, known);
  }
}

/** An escalated request is handed over only where the chat went to a person; else it is a ticket. */
function endOf(ended: string, { person }: RunFact): RunOutcome {
  if (ended === 'awaiting_approval' || ended === 'declined') return 'waiting_approval';
  if (ended === 'resolved') return 'solved';
  if (person === 'nobody') return 'handover_failed';
  return ended === 'escalated' && person !== null ? 'handed_over' : 'ticket';
}

function isWithdrawn({ after }: Change, runId: string): boolean {
  return ticketWorkOf(after, runId)?.ticket.tags?.includes('cancelled') === true;
}

function abandoned({ after }: Change, runId: string, atStep: boolean): RunOutcome {
  if (atStep) return 'assumed_solved';
  return after.runs.some((run) => run.runId === runId) ? 'abandoned_ticket' : 'abandoned';
}

/** A run that is in the state no more ended without a word of it: its ticket tells how, else where it was. */
function noteGone(change: Change, fact: RunFact, outline: Outline, earlier: Outline | null): void {
  if (runsIn(outline).some(({ id }) => id === fact.id)) return;
  const ticket = change.after.runs.find(({ runId }) => runId === fact.id);
  const wasCurrent = earlier?.run?.id === fact.id;
  const outcome =
    ticket === undefined
      ? wasCurrent && outline.runCount > earlier.runCount
        ? 'replaced'
        : 'abandoned'
      : ticket.outcome === 'abandoned'
        ? 'abandoned_ticket'
        : endOf(ticket.outcome, fact);
  change.facts.put({ ...fact, outcome, endedAt: change.minute });
}

/** What the tickets of the record tell of runs whose state says nothing. */
function noteOfRecord({ facts, after, outline, minute }: Change, fact: RunFact): void {
  const priority = ticketWorkOf(after, fact.id)?.ticket.priority ?? fact.priority;
  if (priority !== fact.priority) facts.put({ ...fact, priority });
  if (outline !== null) return;
  const ticket = after.runs.find(({ runId }) => runId === fact.id);
  if (ticket === undefined || fact.outcome !== 'open') return;
  const outcome = ticket.outcome === 'abandoned' ? 'abandoned_ticket' : endOf(ticket.outcome, fact);
  facts.put({ ...fact, priority, outcome, endedAt: minute });
}

const reasons: ReadonlySet<string> = new Set(['asked', 'stuck', 'upset']);

/** Who wanted a person, and whether one came. */
function notePerson(change: Change, outline: Outline, earlier: Outline | null): void {
  const { facts } = change;
  const id = outline.run?.id ?? outline.tickets.at(-1)?.runId;
  const fact = id === undefined ? null : facts.get('run', id);
  if (fact === null) return;
  const isWith = outline.holder === 'person';
  const wasWith = earlier?.holder === 'person';
  const offered = earlier?.pending?.kind === 'ways' ? earlier.pending.why : undefined;
  const asks = outline.pending?.kind === 'ways' && outline.pending.why === 'asked';
  let { why, person } = fact;
  if (isWith && outline.handedOver?.joined === true) person = 'joined';
  else if (isWith && !wasWith) person = 'asked';
  else if (!isWith && wasWith && person === 'asked') person = 'nobody';
  const isEscalated = isWith || outline.run?.ended === 'escalated';
  // Nobody was called: an operator took it over.
  const isTaken = isWith && !wasWith && outline.handedOver?.joined !== false;
  if (why === null && isEscalated)
    why = offered !== undefined && reasons.has(offered) ? offered : isTaken ? 'operator' : 'asked';
  if (why === null && asks) why = 'asked';
  if (why === fact.why && person === fact.person) return;
  facts.put({ ...fact, why, person, outcome: withPerson(fact.outcome, person) });
}

function withPerson(outcome: string, person: string | null): string {
  if (person === 'nobody' && outcome === 'handed_over') return 'handover_failed';
  const isTaken = person === 'asked' || person === 'joined';
  return isTaken && (outcome === 'ticket' || outcome === 'handover_failed') ? 'handed_over' : outcome;
}
