import type { RunOutcome } from './fact.ts';
import type { Tally } from './tally.ts';

/** How a value is read: `share` is 0 to 1, `money` in the operator's currency. */
export type Unit = 'count' | 'share' | 'seconds' | 'minutes' | 'hours' | 'messages' | 'money';

export interface FigureValue {
  /** Null: there is nothing to compute it from. */
  readonly value: number | null;
  /** How many it was computed from: what is divided by, or the number of values; null for a plain count. */
  readonly of: number | null;
}

export interface Figure {
  /** Never renamed. */
  readonly id: string;
  readonly title: string;
  /** One sentence, without its end. */
  readonly definition: string;
  readonly unit: Unit;
  /** What it says is partly an assumption: shown apart from what was measured. @default false */
  readonly assumed?: true;
  readonly compute: (tally: Tally, prices: Prices) => FigureValue;
}

export interface Prices {
  readonly hourCost: number;
}

type Quantity = (tally: Tally) => number;
const count =
  (number: Quantity): Figure['compute'] =>
  (tally) => ({ value: number(tally), of: null });
const share =
  (part: Quantity, whole: Quantity): Figure['compute'] =>
  (tally) => {
    const of = whole(tally);
    return { value: of === 0 ? null : part(tally) / of, of };
  };
/** Values are sorted once, however many figures take their middle. */
const sortedValues = new WeakMap<readonly number[], Float64Array>();

function sortedOf(values: readonly number[]): Float64Array {
  const known = sortedValues.get(values);
  if (known !== undefined && known.length === values.length) return known;
  const sorted = Float64Array.from(values).sort();
  sortedValues.set(values, sorted);
  return sorted;
}

/** The value that this share of them does not pass (nearest rank). */
const quantile =
  (valuesOf: (tally: Tally) => readonly number[], at: number): Figure['compute'] =>
  (tally) => {
    const sorted = sortedOf(valuesOf(tally));
    if (sorted.length === 0) return { value: null, of: 0 };
    return { value: sorted[Math.ceil(at * sorted.length) - 1] as number, of: sorted.length };
  };
const middles = (
  id: string,
  title: string,
  unit: Unit,
  values: (tally: Tally) => readonly number[],
  definition: string,
): readonly Figure[] => [
  {
    id: `${id}_median`,
    title: `${title}, median`,
    unit,
    definition: `Median of ${definition}`,
    compute: quantile(values, 0.5),
  },
  {
    id: `${id}_p90`,
    title: `${title}, 90th percentile`,
    unit,
    definition: `90th percentile (nearest rank) of ${definition}`,
    compute: quantile(values, 0.9),
  },
];

const outcomeWords: Readonly<Record<Exclude<RunOutcome, 'replaced'>, readonly [string, string]>> = {
  open: ['Still open', 'Runs that have not ended yet'],
  solved: ['Solved', 'Runs of which the customer said that the problem is gone'],
  assumed_solved: [
    'Assumed solved',
    'Runs in which the customer fell silent at a step that may have helped; shown apart, never added to the solved ones',
  ],
  ticket: ['Ticket', 'Runs that ended in a ticket for a team'],
  waiting_approval: ['Waiting for approval', 'Runs that ended in a ticket on which a point of contact decides'],
  handed_over: ['Handed over', 'Runs whose chat a person took, or may still take'],
  handover_failed: ['Nobody came', 'Runs whose hand-over failed: a person was asked for, and nobody took the chat'],
  abandoned_ticket: [
    'Abandoned, with ticket',
    'Runs that the customer left in the middle, of which the team has a ticket',
  ],
  abandoned: ['Abandoned, without ticket', 'Runs that the customer left in the middle before anything was told'],
  withdrawn: ['Withdrawn', 'Runs that the customer cancelled'],
};

const outcomes: readonly Figure[] = Object.entries(outcomeWords).map(([outcome, [title, definition]]) => ({
  id: `outcome_${outcome}`,
  title,
  definition,
  unit: 'count',
  compute: count(({ outcomes: counts }) => counts.get(outcome) ?? 0),
}));

/** Every figure, in the order in which people read them. */
export const figures: readonly Figure[] = [
  {
    id: 'tickets',
    title: 'Tickets',
    unit: 'count',
    definition: 'Requests from chats whose ticket exists in Desk, on the day on which they were promised',
    compute: count(({ tickets }) => tickets),
  },
  {
    id: 'runs',
    title: 'Runs begun',
    unit: 'count',
    definition: 'Runs of a workflow that began; wrong guesses that were taken back are none',
    compute: count(({ runs }) => runs),
  },
  ...outcomes,
  {
    id: 'completion_rate',
    title: 'Completion rate',
    unit: 'share',
    definition:
      'Runs that reached an end of their workflow (solved, ticket, waiting for approval, handed over or wanted so) ÷ runs begun',
    compute: share(
      ({ completed }) => completed,
      ({ runs }) => runs,
    ),
  },
  {
    id: 'escalation_rate',
    title: 'Escalation rate',
    unit: 'share',
    definition: 'Runs that were handed to a person, or for which one was wanted ÷ runs begun',
    compute: share(
      ({ escalations }) => escalations,
      ({ runs }) => runs,
    ),
  },
  ...middles(
    'first_answer',
    'First answer',
    'seconds',
    ({ firstAnswers }) => firstAnswers,
    "the time from the arrival of a run's first message at the conversation service until its answer was written down",
  ),
  ...middles(
    'turns_to_ticket',
    'Turns to ticket',
    'messages',
    ({ turns }) => turns,
    'the messages of the customer until the ticket was promised',
  ),
  ...middles(
    'resolution',
    'Resolution time',
    'minutes',
    ({ resolutions }) => resolutions,
    'the time from the creation of a ticket to its closing in Desk, of tickets that were not made as closed',
  ),
  ...middles(
    'resolution_business',
    'Resolution time in business hours',
    'minutes',
    ({ businessResolutions }) => businessResolutions,
    "the business hours of the operator's file between the creation of a ticket and its closing in Desk",
  ),
  {
    id: 'satisfaction',
    title: 'Satisfaction',
    unit: 'share',
    definition: 'Ratings of four or five stars ÷ ratings',
    compute: share(
      ({ goodRatings }) => goodRatings,
      ({ ratings }) => ratings,
    ),
  },
  {
    id: 'ratings',
    title: 'Ratings',
    unit: 'count',
    definition: 'Ratings given',
    compute: count(({ ratings }) => ratings),
  },
  {
    id: 'rating_response_rate',
    title: 'Response rate of ratings',
    unit: 'share',
    definition: 'Ratings given ÷ runs that have ended',
    compute: share(
      ({ ratings }) => ratings,
      ({ ended }) => ended,
    ),
  },
  ...(
    [
      ['5m', 'within 5 minutes', ({ within5m }: Tally) => within5m, ({ timed }: Tally) => timed],
      ['1h', 'within 1 hour', ({ within1h }: Tally) => within1h, ({ timed }: Tally) => timed],
      ['ever', 'ever', ({ tickets }: Tally) => tickets, ({ promised }: Tally) => promised],
    ] as const
  ).map(
    ([id, when, part, whole]): Figure => ({
      id: `ticket_success_${id}`,
      title: `Ticket creation success, ${when}`,
      unit: 'share',
      definition: `Promised requests whose ticket existed ${when} ÷ promised requests`,
      compute: share(part, whole),
    }),
  ),
  {
    id: 'contact_success',
    title: 'Contact creation success',
    unit: 'share',
    definition: 'Tickets with a linked contact ÷ tickets of which Desk told',
    compute: share(
      ({ contactLinked }) => contactLinked,
      ({ contactKnown }) => contactKnown,
    ),
  },
  {
    id: 'mail_delivery',
    title: 'Notification delivery',
    unit: 'share',
    definition: 'Mails that the mail server accepted ÷ mails that were due',
    compute: share(
      ({ mailOutcomes }) => mailOutcomes.get('accepted') ?? 0,
      ({ mails }) => mails,
    ),
  },
  {
    id: 'mails_refused',
    title: 'Mails refused',
    unit: 'count',
    definition:
      'Mails about chats, ordered in these days, that were given up, codes among them; alerts and figures to the lead are not',
    compute: count(({ mailOutcomes }) => mailOutcomes.get('refused') ?? 0),
  },
  {
    id: 'mails_waiting',
    title: 'Mails waiting',
    unit: 'count',
    definition: 'Mails of which no outcome is known yet',
    compute: count(({ mailOutcomes }) => mailOutcomes.get('due') ?? 0),
  },
  {
    id: 'chat_linking',
    title: 'Chat linking success',
    unit: 'share',
    definition:
      "Tickets that carry the chat's id and whose number was said to the customer ÷ tickets of which Desk told whether they carry it",
    compute: share(
      ({ chatLinked }) => chatLinked,
      ({ chatKnown }) => chatKnown,
    ),
  },
  {
    id: 'understood_at_once',
    title: 'Understood at once',
    unit: 'share',
    definition: 'Messages that the bot took without asking back ÷ messages that it answered',
    compute: share(
      ({ atOnce }) => atOnce,
      ({ messages }) => messages,
    ),
  },
  {
    id: 'which_asked',
    title: '"A or B?" asked',
    unit: 'count',
    definition: 'Messages after which the customer was asked which topic is meant',
    compute: count(({ which }) => which),
  },
  {
    id: 'which_answered',
    title: '"A or B?" answered',
    unit: 'share',
    definition: 'Such questions that were answered ÷ such questions',
    compute: share(
      ({ whichAnswered }) => whichAnswered,
      ({ which }) => which,
    ),
  },
  {
    id: 'switched',
    title: 'Wrong guesses',
    unit: 'count',
    definition: 'Runs that were taken back for another workflow before the customer had confirmed them',
    compute: count(({ switched }) => switched),
  },
  {
    id: 'hours_saved',
    title: 'Hours saved',
    unit: 'hours',
    definition: 'Runs that were solved, or ticketed without retyping × minutes saved by a run of their workflow',
    compute: (tally) => ({ value: tally.savedMinutes / 60, of: null }),
  },
  {
    id: 'money_saved',
    title: 'Money saved',
    unit: 'money',
    definition: 'Hours saved × cost of an hour',
    compute: (tally, { hourCost }) => ({ value: (tally.savedMinutes / 60) * hourCost, of: null }),
  },
  {
    id: 'hours_saved_assumed',
    title: 'Hours saved, assumed',
    unit: 'hours',
    assumed: true,
    definition:
      'Runs that are assumed solved × minutes saved by a run of their workflow; never added to the hours saved',
    compute: (tally) => ({ value: tally.assumedMinutes / 60, of: null }),
  },
];

/** Counts that are read by a name of their own: which team, which kind of mail, why a person was wanted. */
export const breakdowns = {
  tickets_by_team: { title: 'Tickets by team', countsOf: ({ teams }: Tally) => teams },
  escalations_by_reason: { title: 'Escalations by reason', countsOf: ({ reasons }: Tally) => reasons },
  mails_due_by_kind: { title: 'Mails due, by kind', countsOf: ({ mailsDue }: Tally) => mailsDue },
  mails_accepted_by_kind: { title: 'Mails accepted, by kind', countsOf: ({ mailsAccepted }: Tally) => mailsAccepted },
  approvals_by_decision: { title: 'Approvals by decision', countsOf: ({ approvals }: Tally) => approvals },
} as const;
