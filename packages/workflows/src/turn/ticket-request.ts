import { quoted } from '@acebuddy/contracts';
import { DateTime } from 'luxon';
import type { Workflow } from '../definition/program.ts';
import type { EndStep } from '../definition/step-schema.ts';
import type { TicketRequest } from '../engine-types.ts';
import { holds } from '../flow/conditions.ts';
import { proofOf } from '../flow/proof.ts';
import { customerName, fill } from '../flow/templates.ts';
import { answerOf, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import type { Circumstance } from '../slots/read-circumstances.ts';
import type { Run } from '../state/state-schema.ts';
import { describeIdentity, identityWords } from './describe-identity.ts';
import { answerForTeam, asTeam, fillForTeam, forTeam, stepForTeam } from './for-team.ts';
import { mailNotes } from './mail-notes.ts';
import { noteLines } from './run-notes.ts';
import { circumstanceLines, circumstancesOf, quotes, raised, toldTexts, wordsLines } from './ticket-words.ts';

export type Outcome = TicketRequest['outcome'];

const statusOf: Record<Outcome, TicketRequest['status']> = {
  ticket: 'Open',
  resolved: 'Closed',
  awaiting_approval: 'On Hold',
  escalated: 'Escalated',
  abandoned: 'Open',
};

/** Everything that a ticket must say, from what a run knows. */
export function toTicketRequest(turn: Turn, run: Run, outcome: Outcome, end: EndStep): TicketRequest {
  const step = stepForTeam(turn, run, end);
  const workflow = forTeam(workflowOf(turn, run.workflow));
  const { definition } = workflow;
  const { ticket } = definition;
  const overrides = turn.context.settings.workflows[definition.id] ?? {};
  const rules = ticket.rules.filter((rule) => holds(rule.when, run, turn));
  const text = (value: string) => fillForTeam(value, run, turn);
  const circumstances = outcome === 'resolved' ? [] : circumstancesOf(turn, run);
  const said = circumstances.some((one) => one.kind === 'reach' && one.way === 'no_call')
    ? [turn.team('team.action.no_call')]
    : [];
  const action = text(actionOf(asTeam(turn), run, outcome, step, [...rules.map((rule) => rule.action), ...said]));
  const collected = collectedLines(turn, run, workflow);
  const name = customerName(turn);
  return {
    workflow: definition.id,
    workflowName: definition.name,
    outcome,
    subject: (ticket.subject === undefined
      ? turn.team('team.ticket.subject', { workflow: definition.name, name })
      : text(ticket.subject)
    ).slice(0, 250),
    description: describe(turn, run, workflow, { collected, circumstances, action }),
    priority: raised(
      step.priority ??
        rules.find((rule) => rule.priority !== undefined)?.priority ??
        overrides.priority ??
        definition.priority,
      circumstances,
    ),
    team: step.team ?? rules.find((rule) => rule.team !== undefined)?.team ?? overrides.team ?? definition.team,
    status: statusOf[outcome],
    expectedResolution: outcome === 'resolved' ? null : expectedOf(asTeam(turn), run, step),
    tags: [...new Set([...ticket.tags, ...step.tags, ...rules.flatMap((rule) => rule.tags)])].slice(0, 20),
    fields: fieldsOf(turn, run, workflow),
    dueAt: dueAt(turn, run, ticket.due),
    customer: { name, email: turn.state.profile.email, phone: turn.state.profile.phone },
    verified: proofOf(turn, run),
    collected,
    actionRequired: action,
    mailNotes: mailNotes(turn, run, [...workflowOf(turn, run.workflow).definition.ticket.notes, ...end.notes]),
    ...(turn.words.language === turn.team.language ? {} : { inHerLanguage: inHerLanguage(turn, run, outcome, end) }),
  };
}

function inHerLanguage(
  turn: Turn,
  run: Run,
  outcome: Outcome,
  end: EndStep,
): NonNullable<TicketRequest['inHerLanguage']> {
  return {
    language: turn.words.language,
    workflowName: workflowOf(turn, run.workflow).definition.name,
    expectedResolution: outcome === 'resolved' ? null : expectedOf(turn, run, end),
  };
}

export function expectedOf(turn: Turn, run: Run, step: EndStep): string {
  const { definition } = workflowOf(turn, run.workflow);
  if (step.expected !== undefined) return fill(step.expected, run, turn);
  return turn.context.settings.workflows[definition.id]?.expectedResolution ?? definition.expected;
}

function actionOf(
  turn: Turn,
  run: Run,
  outcome: Outcome,
  step: EndStep,
  extra: readonly (string | undefined)[],
): string {
  const { ticket } = workflowOf(turn, run.workflow).definition;
  const first = outcome === 'resolved' ? turn.team('team.action.solved') : (step.action ?? ticket.action);
  const reason = run.reason === null ? [] : [run.reason];
  const silent = outcome === 'abandoned' ? [turn.team('team.action.silent')] : [];
  // A call is how she wants it handled; what is to be done stays what it was.
  const called = run.detour === 'callback' && step.action !== undefined ? [actionOfRun(turn, run)] : [];
  // An end at once has its action as the reason, too.
  const actions = [
    ...new Set([...reason, ...silent, first, ...[...called, ...extra].filter((one) => one !== undefined)]),
  ];
  return [...whoAsks(turn, run, outcome), ...actions].join(' ');
}

/** What the workflow's own tickets ask for, where enough is known for it to read so. */
function actionOfRun(turn: Turn, run: Run): string | undefined {
  const { action } = workflowOf(turn, run.workflow).definition.ticket;
  return action.includes('{{') && fill(action, run, turn).includes(turn.words('answer.not_given')) ? undefined : action;
}

/** What is left to do begins with whom it is for and how far that is proven. */
function whoAsks(turn: Turn, run: Run, outcome: Outcome): string[] {
  if (outcome === 'resolved' || workflowOf(turn, run.workflow).definition.verification === 'none') return [];
  const proof = proofOf(turn, run);
  return [proof === 'verified' ? identityWords(turn, proof) : describeIdentity(turn, run)];
}

/** What a run has collected, as lines of the ticket. */
export function collectedLines(turn: Turn, run: Run, workflow: Workflow): { label: string; value: string }[] {
  const names = [...Object.keys(workflow.definition.slots), 'phone', 'callback_time', 'details'];
  const own = [...new Set(names)].flatMap((name) => {
    const answer = answerOf(turn, run, name);
    // What nobody knows is left out.
    if (answer === undefined || (answer.v === null && answer.t === turn.words('answer.not_given'))) return [];
    const slot = slotOf(workflow, name);
    return [{ label: slot?.label ?? name, value: answerForTeam(turn, slot, answer) }];
  });
  return [...own, ...run.carried.filter((line) => !own.some((other) => other.label === line.label))];
}

/** What a run has collected, as lines. */
export function summaryOf(turn: Turn, run: Run): string {
  const lines = collectedLines(turn, run, workflowOf(turn, run.workflow)).map(({ label, value }) =>
    turn.words('answer.line', { label, text: value }),
  );
  return [...toldTexts(turn, run), ...lines].join('\n').slice(0, 1_500);
}

function describe(
  turn: Turn,
  run: Run,
  workflow: Workflow,
  {
    collected,
    circumstances,
    action,
  }: Pick<TicketRequest, 'collected'> & { readonly circumstances: readonly Circumstance[]; readonly action: string },
): string {
  const { definition } = workflow;
  const { team } = turn;
  const { profile } = turn.state;
  const lead =
    definition.ticket.description === undefined
      ? definition.summary
      : fillForTeam(definition.ticket.description, run, turn);
  const contact = [profile.email, profile.phone].filter((value) => value !== null).join(', ');
  const tried = triedSteps(turn, run, workflow);
  const words = wordsLines(turn, run, collected);
  const lines = collected.filter(({ value }) => !quotes(turn, run, value));
  return [
    describeIdentity(turn, run),
    '',
    lead,
    team('team.ticket.customer', { name: customerName(turn), reachable: contact !== '', contact }),
    ...(run.startedAs === null
      ? []
      : [team('team.ticket.began_as', { workflow: forTeam(workflowOf(turn, run.startedAs)).definition.name })]),
    ...(run.beneficiary === null ? [] : [team('team.ticket.for_other', { who: quoted(run.beneficiary) })]),
    ...circumstanceLines(turn, circumstances),
    ...(words.length === 0 ? [] : ['', ...words]),
    ...(lines.length === 0
      ? []
      : [
          '',
          team('team.ticket.collected'),
          ...lines.map(({ label, value }) => team('team.ticket.line', { label, text: quoted(value) })),
        ]),
    ...(tried.length === 0 ? [] : ['', team('team.ticket.tried'), ...tried]),
    ...noteLines(turn, run),
    '',
    team('team.ticket.action', { action }),
  ].join('\n');
}

const outcomes = ['worked', 'failed', 'again', 'cannot', 'refused', 'before'] as const;

function triedSteps(turn: Turn, run: Run, workflow: Workflow): string[] {
  const { team } = turn;
  return workflow.program.nodes.flatMap((node) => {
    const outcome = outcomes.find((known) => known === run.done[node.key]);
    if (node.kind !== 'guide' || outcome === undefined) return [];
    // What was tried before the chat is looked for in all steps; those of another branch say it of another thing.
    if (outcome === 'before' && !node.guards.every((guard) => holds(guard, run, turn))) return [];
    const text = fillForTeam(node.step.guide, run, turn).replace(/\s+/g, ' ');
    const step = shortened(text, 110);
    return [team('team.ticket.step', { step, outcome: team(`team.ticket.${outcome}`) })];
  });
}

/** Cut between words. */
function shortened(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : `${text.slice(0, charsMax - 1).replace(/\s+\S*$/, '')}…`;
}

function fieldsOf(turn: Turn, run: Run, workflow: Workflow): Record<string, string> {
  const { definition } = workflow;
  const own = Object.entries(definition.ticket.fields).flatMap(([name, value]) => {
    const text = fillForTeam(value, run, turn);
    return text === turn.team('answer.not_given') ? [] : [[name, text] as const];
  });
  return Object.fromEntries([...own, ['verified', proofOf(turn, run)] as const]);
}

function dueAt(turn: Turn, run: Run, slot: string | undefined): string | null {
  const value = slot === undefined ? undefined : answerOf(turn, run, slot)?.v;
  if (typeof value !== 'string') return null;
  const zone = turn.context.visitor.timeZone ?? turn.context.settings.businessHours.timeZone;
  // A day without a time is due at the end of its working hours.
  const at = /T/.test(value) ? DateTime.fromISO(value) : DateTime.fromISO(value, { zone }).set({ hour: 17 });
  return at.isValid ? at.toUTC().toISO() : null;
}
