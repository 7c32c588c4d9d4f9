import { DateTime } from 'luxon';
import type { Workflow } from '../definition/program.ts';
import type { EndStep } from '../definition/step-schema.ts';
import type { TicketRequest } from '../engine-types.ts';
import { holds } from '../flow/conditions.ts';
import { customerName, fill } from '../flow/templates.ts';
import { answerOf, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import type { Run } from '../state/state-schema.ts';
import { describeIdentity } from './describe-identity.ts';

export type Outcome = TicketRequest['outcome'];

const statusOf: Record<Outcome, TicketRequest['status']> = {
  ticket: 'Open',
  resolved: 'Closed',
  awaiting_approval: 'On Hold',
  escalated: 'Escalated',
  abandoned: 'Open',
};

/** Everything that a ticket must say, from what a run knows. */
export function toTicketRequest(turn: Turn, run: Run, outcome: Outcome, step: EndStep): TicketRequest {
  const workflow = workflowOf(turn, run.workflow);
  const { definition } = workflow;
  const { ticket } = definition;
  const overrides = turn.context.settings.workflows[definition.id] ?? {};
  const rules = ticket.rules.filter((rule) => holds(rule.when, run, turn));
  const text = (value: string) => fill(value, run, turn);
  const action = text(
    actionOf(
      turn,
      run,
      outcome,
      step,
      rules.map((rule) => rule.action),
    ),
  );
  const collected = collectedLines(turn, run, workflow);
  const name = customerName(turn);
  return {
    workflow: definition.id,
    workflowName: definition.name,
    outcome,
    subject: (ticket.subject === undefined ? `${definition.name} - ${name}` : text(ticket.subject)).slice(0, 250),
    description: describe(turn, run, workflow, collected, action),
    priority:
      step.priority ??
      rules.find((rule) => rule.priority !== undefined)?.priority ??
      overrides.priority ??
      definition.priority,
    team: step.team ?? rules.find((rule) => rule.team !== undefined)?.team ?? overrides.team ?? definition.team,
    status: statusOf[outcome],
    expectedResolution: outcome === 'resolved' ? null : expectedOf(turn, run, step),
    tags: [...new Set([...ticket.tags, ...step.tags, ...rules.flatMap((rule) => rule.tags)])].slice(0, 20),
    fields: fieldsOf(turn, run, workflow),
    dueAt: dueAt(turn, run, ticket.due),
    customer: { name, email: turn.state.profile.email, phone: turn.state.profile.phone },
    verified: definition.verification === 'none' ? null : turn.state.identity.verified !== null,
    collected,
    actionRequired: action,
    mailNotes: [...ticket.notes, ...step.notes].map(text),
  };
}

export function expectedOf(turn: Turn, run: Run, step: EndStep): string {
  const { definition } = workflowOf(turn, run.workflow);
  return step.expected ?? turn.context.settings.workflows[definition.id]?.expectedResolution ?? definition.expected;
}

function actionOf(
  turn: Turn,
  run: Run,
  outcome: Outcome,
  step: EndStep,
  extra: readonly (string | undefined)[],
): string {
  const { ticket } = workflowOf(turn, run.workflow).definition;
  const first =
    outcome === 'resolved'
      ? 'None: the customer solved it with the guidance. Logged for the record.'
      : (step.action ?? ticket.action);
  const reason = run.reason === null ? [] : [run.reason];
  const silent =
    outcome === 'abandoned' ? ['The customer stopped answering in chat: contact them about what is missing.'] : [];
  // An end at once has its action as the reason, too.
  return [...new Set([...reason, ...silent, first, ...extra.filter((action) => action !== undefined)])].join(' ');
}

function collectedLines(turn: Turn, run: Run, workflow: Workflow): { label: string; value: string }[] {
  const names = [...Object.keys(workflow.definition.slots), 'phone', 'callback_time', 'details'];
  const own = [...new Set(names)].flatMap((name) => {
    const answer = answerOf(turn.state, run, name);
    return answer === undefined ? [] : [{ label: slotOf(workflow, name)?.label ?? name, value: answer.t }];
  });
  return [...own, ...run.carried.filter((line) => !own.some((other) => other.label === line.label))];
}

/** What a run has collected, as lines. */
export function summaryOf(turn: Turn, run: Run): string {
  const lines = collectedLines(turn, run, workflowOf(turn, run.workflow)).map((line) => `${line.label}: ${line.value}`);
  return [...(run.firstText === '' ? [] : [run.firstText]), ...lines].join('\n').slice(0, 1_500);
}

function describe(
  turn: Turn,
  run: Run,
  workflow: Workflow,
  collected: readonly { label: string; value: string }[],
  action: string,
): string {
  const { definition } = workflow;
  const { profile } = turn.state;
  const lead =
    definition.ticket.description === undefined ? definition.summary : fill(definition.ticket.description, run, turn);
  const contact = [profile.email, profile.phone].filter((value) => value !== null).join(', ');
  const tried = triedSteps(run, workflow);
  return [
    lead,
    `Customer: ${customerName(turn)}${contact === '' ? '' : ` (${contact})`}`,
    ...(run.startedAs === null ? [] : [`Began as: ${workflowOf(turn, run.startedAs).definition.name}`]),
    ...(run.firstText === '' ? [] : [`First message: "${run.firstText}"`]),
    ...(collected.length === 0 ? [] : ['', 'Collected:', ...collected.map((line) => `- ${line.label}: ${line.value}`)]),
    ...(tried.length === 0 ? [] : ['', 'Tried in chat:', ...tried]),
    ...describeIdentity(turn, definition.verification),
    '',
    `Action required: ${action}`,
  ].join('\n');
}

const outcomeWords: Readonly<Record<string, string>> = {
  worked: 'worked',
  failed: 'did not help',
  again: 'did not help the first time',
  cannot: 'could not be done by the customer',
};

function triedSteps(run: Run, workflow: Workflow): string[] {
  return workflow.program.nodes.flatMap((node) => {
    const outcome = node.kind === 'guide' ? outcomeWords[run.done[node.key] ?? ''] : undefined;
    if (node.kind !== 'guide' || outcome === undefined) return [];
    const text = node.step.guide.replace(/\s+/g, ' ');
    return [`- ${text.length > 110 ? `${text.slice(0, 107)}…` : text} → ${outcome}`];
  });
}

function fieldsOf(turn: Turn, run: Run, workflow: Workflow): Record<string, string> {
  const { definition } = workflow;
  const own = Object.entries(definition.ticket.fields).flatMap(([name, value]) => {
    const text = fill(value, run, turn);
    return text === 'not given' ? [] : [[name, text] as const];
  });
  const verified =
    definition.verification === 'none'
      ? []
      : [['verified', turn.state.identity.verified === null ? 'no' : 'yes'] as const];
  return Object.fromEntries([...own, ...verified]);
}

function dueAt(turn: Turn, run: Run, slot: string | undefined): string | null {
  const value = slot === undefined ? undefined : answerOf(turn.state, run, slot)?.v;
  if (typeof value !== 'string') return null;
  const zone = turn.context.visitor.timeZone ?? turn.context.settings.businessHours.timeZone;
  // A day without a time is due at the end of its working hours.
  const at = /T/.test(value) ? DateTime.fromISO(value) : DateTime.fromISO(value, { zone }).set({ hour: 17 });
  return at.isValid ? at.toUTC().toISO() : null;
}
