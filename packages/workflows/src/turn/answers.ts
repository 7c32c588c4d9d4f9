import type { SlotDefinition } from '../definition/slot-schema.ts';
import { builtinSlotsIn, isProfileSlot, profileSlots } from '../flow/builtin-slots.ts';
import { holds } from '../flow/conditions.ts';
import { answerOf, slotContext, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import { popFrame } from '../frames/frames.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { askedIn } from '../language/questions.ts';
import { contains, extract, extractFromAnswer, heardIn } from '../slots/extract.ts';
import { findOwnContact, type Readiness } from '../slots/own-contact.ts';
import { findEmails } from '../slots/parse-contact.ts';
import type { Answer, Pending, Run, State } from '../state/state-schema.ts';
import { type NotedLine, toNoted } from './noted.ts';
import { chosenIn } from './read-choice.ts';

/** Writes an answer. A changed line makes an earlier confirmation void; a changed address makes a proof void. */
export function setAnswer(turn: Pick<Turn, 'state' | 'library'>, run: Run, name: string, answer: Answer): void {
  if (isProfileSlot(name)) setProfile(turn.state, name, answer);
  else run.slots[name] = answer;
  if (answer.v !== null) setImplied(turn, run, name);
  run.order = [...run.order.filter((other) => other !== name), name].slice(-60);
  for (const [key, outcome] of Object.entries(run.done)) if (outcome === 'confirmed') delete run.done[key];
}

/** What goes without saying once this is answered. */
function setImplied(turn: Pick<Turn, 'state' | 'library'>, run: Run, name: string): void {
  const workflow = workflowOf(turn, run.workflow);
  for (const [other, value] of Object.entries(slotOf(workflow, name)?.sets ?? {})) {
    const slot = slotOf(workflow, other);
    const choice = slot?.type === 'choice' ? slot.choices?.find((option) => option.value === value) : undefined;
    if (choice !== undefined && run.slots[other]?.v !== value)
      setAnswer(turn, run, other, { v: value, t: choice.text ?? choice.label });
  }
}

export function clearAnswer(turn: Pick<Turn, 'state'>, run: Run, name: string): void {
  if (isProfileSlot(name)) setProfile(turn.state, name, null);
  else delete run.slots[name];
  run.order = run.order.filter((other) => other !== name);
  run.reopen = name;
  for (const [key, outcome] of Object.entries(run.done)) if (outcome === 'confirmed') delete run.done[key];
}

/** The answer is void: the question is open again, in its place. */
export function forgetAnswer(run: Run, name: string): void {
  delete run.slots[name];
  run.order = run.order.filter((other) => other !== name);
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
  const { epoch, sent } = state.identity;
  // Written whole: what only a newer release knows to be proven ends with the identity, too.
  state.identity = {
    epoch: epoch + 1,
    mailbox: null,
    verified: null,
    sentTo: null,
    status: 'open',
    wrong: 0,
    sent,
    note: null,
    proof: 'not verified',
  };
  // What was asked of the one before, or told only to her, is asked no more.
  const isHers = ({ kind }: Pending) => kind === 'code' || kind === 'add';
  state.frames = state.frames.filter((frame) => !isHers(frame));
  if (state.pending !== null && isHers(state.pending)) popFrame(state);
}

/** What her first message said of this request. */
export const aboutOf = ({ about, firstText }: Run): string => (about === '' ? firstText : about);

/** Fills every open slot that the message speaks of by itself. Returns the lines that were understood. */
export function fillFromMessage(turn: Turn, run: Run, text: string, except: string | null): NotedLine[] {
  const { definition } = workflowOf(turn, run.workflow);
  const context = slotContext(turn);
  const noted: NotedLine[] = [];
  const inFreeWords = except !== null && ['text', 'name'].includes(definition.slots[except]?.type ?? '');
  const read = inFreeWords ? extractFromAnswer : extract;
  for (const [name, slot] of Object.entries(definition.slots)) {
    if (name === except || answerOf(turn, run, name) !== undefined || !isHeard(turn, run, slot)) continue;
    // The number of a call is hers.
    if (slot.type === 'phone' && (run.detour !== null || except === 'phone')) continue;
    const said = read(slot, text, context);
    const answer =
      slot.type === 'choice' ? chosenIn(turn, run, { name, slot, text, said }) : (said ?? reported(turn, slot, text));
    if (answer === null) continue;
    setAnswer(turn, run, name, answer);
    noted.push(toNoted(slot, answer));
  }
  fillProfile(turn, run, text, except);
  return noted;
}

const isHeard = (turn: Turn, run: Run, { heard_when: when }: SlotDefinition): boolean =>
  when === undefined || holds(when, run, turn);

/** What the first message tells of slots that could not be heard before another one was answered. */
export function fillHeldBack(turn: Turn, run: Run): void {
  for (const [name, slot] of Object.entries(workflowOf(turn, run.workflow).definition.slots)) {
    if (slot.heard_when === undefined || answerOf(turn, run, name) !== undefined || !isHeard(turn, run, slot)) continue;
    const answer = extract(slot, aboutOf(run), slotContext(turn));
    if (answer !== null) setAnswer(turn, run, name, answer);
  }
}

/** So surely a matter must be read to answer a slot, in a message that begins a request and in one beside a question. */
const reportedFrom = { first: 0.75, later: 0.94 } as const;

/** "After I closed it everything of 2024 was gone": the matter of the message is the answer. A fear put as a question is none. */
function reported(turn: Turn, slot: SlotDefinition, text: string): Answer | null {
  if (slot.type !== 'yes_no' || slot.matter === undefined) return null;
  const { rest } = askedIn(text, turn.language);
  const matter = rest.trim() === '' ? null : turn.matters(rest, turn.language);
  const from = turn.askedAt === null ? reportedFrom.first : reportedFrom.later;
  return matter?.kind === slot.matter && matter.confidence >= from ? { v: true, t: turn.words('answer.yes') } : null;
}

/** The same by the phrases that the file listens for alone: what they give belongs to that line and no other. */
export function fillFromPhrases(turn: Turn, run: Run, text: string): NotedLine[] {
  const { definition } = workflowOf(turn, run.workflow);
  return Object.entries(definition.slots).flatMap(([name, slot]) => {
    if (answerOf(turn, run, name) !== undefined || slot.only_when_asked || !isHeard(turn, run, slot)) return [];
    const answer = heardIn(slot, text, slotContext(turn));
    if (answer === null) return [];
    setAnswer(turn, run, name, answer);
    return [toNoted(slot, answer)];
  });
}

/** Whether the first message is the answer already, by the phrases that the slot `tells`; then it is taken as a whole. */
export function toldAtFirst(turn: Turn, run: Run, name: string): boolean {
  const slot = slotOf(workflowOf(turn, run.workflow), name);
  if (slot?.type !== 'text' || run.reopen === name) return false;
  const about = aboutOf(run);
  const said = bare(about);
  if (wordCount(said) < slot.tells_words || !slot.tells.some((phrase) => contains(said, phrase))) return false;
  const text = about.slice(0, slot.max_length);
  setAnswer(turn, run, name, { v: text, t: text });
  return true;
}

function fillProfile(turn: Turn, run: Run, text: string, except: string | null): void {
  const context = slotContext(turn);
  for (const name of profileSlots) {
    const slot = builtinSlotsIn(turn.words.language)[name];
    if (slot === undefined || name === except || answerOf(turn, run, name) !== undefined) continue;
    const answer = extract(slot, text, context);
    if (answer !== null) setAnswer(turn, run, name, answer);
  }
  const slots = Object.values(workflowOf(turn, run.workflow).definition.slots);
  const aboutOther = slots.some((slot) => 'account' in slot && slot.account === 'other');
  takeContact(turn, run, text, { except, aboutOther });
  const [email, second] = findEmails(text);
  const ownsEmail = slots.some((slot) => slot.type === 'email' || slot.type === 'username');
  if (
    email !== undefined &&
    second === undefined &&
    !ownsEmail &&
    except !== 'email' &&
    answerOf(turn, run, 'email') === undefined
  )
    setAnswer(turn, run, 'email', { v: email, t: email });
}

/** Her name and address, where the message tells them and they are not known yet; never what answers another line. */
export function takeContact(
  turn: Turn,
  run: Run,
  text: string,
  { except = null, ...readiness }: Readiness & { readonly except?: string | null },
): void {
  const found = findOwnContact(text, turn.language, readiness);
  const { slots } = workflowOf(turn, run.workflow).definition;
  const isDelivery = (slot: SlotDefinition | undefined) => slot?.type === 'email' && slot.delivery;
  const isTaken = (value: string) =>
    Object.entries(run.slots).some(
      ([name, { v }]) => !isDelivery(slots[name]) && String(v).toLowerCase() === value.toLowerCase(),
    );
  for (const name of ['name', 'email'] as const) {
    const value = found[name];
    if (value === null || name === except || isTaken(value) || answerOf(turn, run, name) !== undefined) continue;
    setAnswer(turn, run, name, { v: value, t: value });
  }
}

/** Readable label of a slot, for summaries and corrections. */
export function labelOf(turn: Pick<Turn, 'library'>, run: Run, name: string): string {
  return slotOf(workflowOf(turn, run.workflow), name)?.label ?? name;
}
