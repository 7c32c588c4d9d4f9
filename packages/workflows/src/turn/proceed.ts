import { supportWorkflow } from '../flow/builtin-workflows.ts';
import { saidAccounts } from '../flow/proof.ts';
import { fill } from '../flow/templates.ts';
import { answerOf, say, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import { type Stop, walk } from '../flow/walk.ts';
import type { Run } from '../state/state-schema.ts';
import { aboutOf, fillFromMessage, labelOf, toldAtFirst } from './answers.ts';
import { endRun } from './end-run.ts';
import { fillForTeam, stepForTeam } from './for-team.ts';
import { startVerification } from './identity.ts';
import { offersOpenRequest } from './open-request.ts';
import { knownAccount } from './own-account.ts';
import { toPerson } from './person.ts';
import { prompt } from './prompt.ts';
import { offerWays } from './ways.ts';

/** Where the run stands now, without saying anything that was not said before. */
export function stopOf(turn: Turn, run: Run): Stop {
  return walk(run, turn, (text) => say(turn, text));
}

/** The same as a look only: nothing is said, nothing changes. */
export function peekStop(turn: Turn, run: Run): Stop {
  const copy = structuredClone(run);
  return walk(copy, turn, () => {});
}

/** Takes a run as far as it goes without the customer: says what is to say, puts the next question, or ends it. */
export function proceed(turn: Turn, run: Run): void {
  // A file may hand over to another workflow; hand-overs in circles end as a request for a person.
  for (let switches = 0; switches < 4; switches += 1) {
    const stop = untold(turn, run);
    switch (stop.kind) {
      case 'verify':
        // A code that is on its way is waited for, not sent once more.
        if (turn.state.pending?.kind === 'code') {
          prompt(turn, run, stop, 'again');
          return;
        }
        if (startVerification(turn)) {
          run.asked = { key: stop.key, tries: 0 };
          return;
        }
        continue;
      case 'switch':
        if (stop.node.step.say !== undefined) say(turn, fill(stop.node.step.say, run, turn));
        becomeWorkflow(turn, run, stop.node.step.switch);
        rereadFirst(turn, run);
        continue;
      case 'offer':
        run.asked = { key: stop.key, tries: 0 };
        if (stop.node.step.text !== undefined) say(turn, fill(stop.node.step.text, run, turn));
        offerWays(turn, 'stuck');
        return;
      case 'end':
        if (isForPeople(stop) && run.detour === null && offersOpenRequest(turn, run)) {
          run.asked = { key: stop.key, tries: 0 };
          return;
        }
        finish(turn, run, stop);
        return;
      default:
        if (run.asked?.key !== stop.key) run.asked = { key: stop.key, tries: 0 };
        turn.state.session = 'active';
        prompt(turn, run, stop);
        return;
    }
  }
  becomeWorkflow(turn, run, supportWorkflow.definition.id);
  prompt(turn, run, { kind: 'ask', key: 'ask:details', slot: 'details' });
}

/** What was said at first may answer what the other file asks; never so that it leads straight back. */
function rereadFirst(turn: Turn, run: Run): void {
  const before = { slots: structuredClone(run.slots), order: [...run.order] };
  fillFromMessage(turn, run, aboutOf(run), null);
  if (stopOf(turn, run).kind === 'switch') Object.assign(run, before);
}

/** The next stop that neither the first message nor the directory has answered already. */
function untold(turn: Turn, run: Run): Stop {
  for (;;) {
    const stop = stopOf(turn, run);
    if (stop.kind !== 'ask') return stop;
    if (!toldAtFirst(turn, run, stop.slot) && !knownAccount(turn, run, stop.slot)) return stop;
  }
}

/** An end that hands the run on as it is; solved and escalated ones need no second request to go with. */
function isForPeople({ step }: Extract<Stop, { kind: 'end' }>): boolean {
  return step.end === 'ticket' || step.end === 'awaiting_approval';
}

function finish(turn: Turn, run: Run, stop: Extract<Stop, { kind: 'end' }>): void {
  const { step } = stop;
  if (step.end === 'escalated') run.byRule = true;
  if (step.end === 'escalated' && step.ways !== true) {
    if (step.say !== undefined) say(turn, fill(step.say, run, turn));
    const { action } = stepForTeam(turn, run, step);
    run.reason = action === undefined ? run.reason : fillForTeam(action, run, turn);
    toPerson(turn, { reason: null, step });
    return;
  }
  endRun(turn, run, { outcome: step.end, step, awaited: true });
}

/** The same run, under another workflow: answers with equal names stay, the others go along as facts for the ticket. */
export function becomeWorkflow(turn: Turn, run: Run, id: string): void {
  const from = workflowOf(turn, run.workflow);
  const to = workflowOf(turn, id);
  const kept: Run['slots'] = {};
  for (const [name, answer] of Object.entries(run.slots)) {
    const target = slotOf(to, name);
    const fits = target !== undefined && target.type === slotOf(from, name)?.type && !isForeignChoice(target, answer.v);
    if (fits) kept[name] = answer;
    else run.carried.push({ label: labelOf(turn, run, name), value: answerOf(turn, run, name)?.t ?? answer.t });
  }
  run.carried = run.carried.slice(-24);
  const goesAlong = (name: string) => {
    const target = name in kept ? slotOf(to, name) : undefined;
    return target === undefined || !('account' in target) || target.account === undefined;
  };
  run.carriedAccounts = [...run.carriedAccounts, ...saidAccounts(turn, run, goesAlong)].slice(-24);
  run.startedAs ??= run.workflow;
  Object.assign(run, {
    workflow: to.definition.id,
    slots: kept,
    done: {},
    asked: null,
    failed: 0,
    reopen: null,
    detour: null,
  });
  run.order = run.order.filter((name) => Object.hasOwn(kept, name));
}

function isForeignChoice(slot: NonNullable<ReturnType<typeof slotOf>>, value: unknown): boolean {
  return slot.type === 'choice' && slot.choices !== undefined && !slot.choices.some((choice) => choice.value === value);
}
