import { builtinSlots, isProfileSlot, profileSlots } from '../flow/builtin-slots.ts';
import { answerOf, slotContext, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { contains, extract, extractFromAnswer } from '../slots/extract.ts';
import { findEmails } from '../slots/parse-contact.ts';
import type { Answer, Run, State } from '../state/state-schema.ts';

/** Writes an answer. A changed line makes an earlier confirmation void; a changed address makes a verification void. */
export function setAnswer(turn: Pick<Turn, 'state'>, run: Run, name: string, answer: Answer): void {
  if (isProfileSlot(name)) setProfile(turn.state, name, answer);
  else run.slots[name] = answer;
  run.order = [...run.order.filter((other) => other !== name), name].slice(-60);
  for (const [key, outcome] of Object.entries(run.done)) if (outcome === 'confirmed') delete run.done[key];
}

export function clearAnswer(turn: Pick<Turn, 'state'>, run: Run, name: string): void {
  if (isProfileSlot(name)) setProfile(turn.state, name, null);
  else delete run.slots[name];
  run.order = run.order.filter((other) => other !== name);
  run.reopen = name;
  for (const [key, outcome] of Object.entries(run.done)) if (outcome === 'confirmed') delete run.done[key];
}

function setProfile(state: State, name: (typeof profileSlots)[number], answer: Answer | null): void {
  const { profile } = state;
  profile.refused = profile.refused.filter((other) => other !== name);
  const value = answer === null || answer.v === null ? null : String(answer.v);
  if (answer !== null && value === null) profile.refused = [...profile.refused, name];
  const changed = (profile[name] ?? '').toLowerCase() !== (value ?? '').toLowerCase();
  profile[name] = value;
  if (name === 'email' && changed) resetIdentity(state);
}

/** A code for one address must never verify another: codes are bound to the epoch. */
export function resetIdentity(state: State): void {
  state.identity = {
    ...state.identity,
    epoch: state.identity.epoch + 1,
    verified: null,
    sentTo: null,
    status: 'open',
    wrong: 0,
    note: null,
  };
  if (state.pending?.kind === 'code') state.pending = null;
}

/** Fills every open slot that the message speaks of by itself. Returns the lines that were understood. */
export function fillFromMessage(
  turn: Turn,
  run: Run,
  text: string,
  except: string | null,
): { label: string; text: string }[] {
  const { definition } = workflowOf(turn, run.workflow);
  const context = slotContext(turn);
  const noted: { label: string; text: string }[] = [];
  const inFreeWords = except !== null && ['text', 'name'].includes(definition.slots[except]?.type ?? '');
  const read = inFreeWords ? extractFromAnswer : extract;
  for (const [name, slot] of Object.entries(definition.slots)) {
    if (name === except || answerOf(turn.state, run, name) !== undefined) continue;
    const answer = read(slot, text, context);
    if (answer === null) continue;
    setAnswer(turn, run, name, answer);
    noted.push({ label: slot.label, text: answer.t });
  }
  fillProfile(turn, run, text, except);
  return noted;
}

/** Whether the first message is the answer already, by the phrases that the slot `tells`; then it is taken as a whole. */
export function toldAtFirst(turn: Turn, run: Run, name: string): boolean {
  const slot = slotOf(workflowOf(turn, run.workflow), name);
  if (slot?.type !== 'text' || run.reopen === name) return false;
  const said = bare(run.firstText);
  if (wordCount(said) < slot.tells_words || !slot.tells.some((phrase) => contains(said, phrase))) return false;
  const text = run.firstText.slice(0, slot.max_length);
  setAnswer(turn, run, name, { v: text, t: text });
  return true;
}

function fillProfile(turn: Turn, run: Run, text: string, except: string | null): void {
  const context = slotContext(turn);
  for (const name of profileSlots) {
    const slot = builtinSlots[name];
    if (slot === undefined || name === except || answerOf(turn.state, run, name) !== undefined) continue;
    const answer = extract(slot, text, context);
    if (answer !== null) setAnswer(turn, run, name, answer);
  }
  const slots = Object.values(workflowOf(turn, run.workflow).definition.slots);
  const [email, second] = findEmails(text);
  const ownsEmail = slots.some((slot) => slot.type === 'email' || slot.type === 'username');
  if (
    email !== undefined &&
    second === undefined &&
    !ownsEmail &&
    except !== 'email' &&
    answerOf(turn.state, run, 'email') === undefined
  )
    setAnswer(turn, run, 'email', { v: email, t: email });
}

/** Readable label of a slot, for summaries and corrections. */
export function labelOf(turn: Pick<Turn, 'library'>, run: Run, name: string): string {
  return slotOf(workflowOf(turn, run.workflow), name)?.label ?? name;
}
