import type { InputCard } from '@acebuddy/contracts';
import type { Workflow } from '../definition/program.ts';
import type { SlotDefinition } from '../definition/slot-schema.ts';
import type { ReadChoice, ReadMatter, ReadMessage, ReadTopic } from '../dialogue/heard.ts';
import type { Effect, EngineContext, EngineReply } from '../engine-types.ts';
import type { ReplyArguments, ReplyKey, Words } from '../replies/reply-types.ts';
import type { SlotContext } from '../slots/slot-context.ts';
import type { Answer, Run, State } from '../state/state-schema.ts';
import type { Trace } from '../why/trace.ts';
import { builtinSlotsIn, isProfileSlot } from './builtin-slots.ts';
import { billingWorkflow, supportWorkflow } from './builtin-workflows.ts';
import { countryOf } from './country.ts';
import type { Stop } from './walk.ts';

/** One step in the making. `state` is this step's own copy; texts, effects and buttons are collected. */
export interface Turn {
  readonly state: State;
  readonly context: EngineContext;
  readonly library: Library;
  /** Reads the acts of a message. */
  readonly reader: ReadMessage;
  /** Reads matters outside of the topics. */
  readonly matters: ReadMatter;
  /** Reads the options of choices. */
  readonly choices: ReadChoice;
  /** Reads the topic of a part of a message. */
  readonly topics: ReadTopic;
  /** The language that is read, "en", "en-US"; what she is answered in is that of `words`. */
  readonly language: string;
  /** Where the run stood when she wrote; null where none ran. */
  askedAt: Stop | null;
  /** In the customer's language: what she reads. */
  readonly words: Words;
  /** In the team's language: what stands on tickets. */
  readonly team: Words;
  /** What the customer wrote; null for everything that is not a message. */
  readonly said: string | null;
  /** The same without secrets and codes, where it says more than an answer; null where nothing is to be quoted. */
  told: string | null;
  readonly texts: string[];
  suggestions: string[];
  input: InputCard | null;
  action: EngineReply['action'];
  readonly effects: Effect[];
  /** What is noted of the way to the reply, for those who ask why. */
  readonly trace: Trace;
}

/** All workflows by id. */
export type Library = ReadonlyMap<string, Workflow>;

export function workflowOf(turn: Pick<Turn, 'library'>, id: string): Workflow {
  // A run of a workflow that was removed since goes on as a plain request: it still ends in a ticket.
  return turn.library.get(id) ?? (id === billingWorkflow.definition.id ? billingWorkflow : supportWorkflow);
}

export function activeRun(state: State): Run | null {
  return state.run !== null && state.run.ended === null ? state.run : null;
}

export function slotOf(workflow: Pick<Workflow, 'definition' | 'language'>, name: string): SlotDefinition | undefined {
  return workflow.definition.slots[name] ?? builtinSlotsIn(workflow.language)[name];
}

/** The answer to a slot, from the run or from what is known of the customer. */
export function answerOf({ state, words }: Pick<Turn, 'state' | 'words'>, run: Run, name: string): Answer | undefined {
  const own = run.slots[name];
  if (own !== undefined || !isProfileSlot(name)) return own;
  const value = state.profile[name];
  if (value !== null) return { v: value, t: value };
  return state.profile.refused.includes(name) ? { v: null, t: words('answer.not_given') } : undefined;
}

export function slotContext(turn: Pick<Turn, 'context' | 'words'> & Partial<Pick<Turn, 'state'>>): SlotContext {
  const { settings, visitor, now } = turn.context;
  const { businessHours, lists } = settings;
  return {
    now,
    zone: visitor.timeZone ?? businessHours.timeZone,
    country: countryOf(turn.context),
    businessHours,
    lists,
    words: turn.words,
    ...(turn.state !== undefined && { customer: { name: turn.state.profile.name, email: turn.state.profile.email } }),
  };
}

/** How long the customer has said nothing, in ms; null when this is her first word. */
export function quietMs({ state, context }: Pick<Turn, 'state' | 'context'>): number | null {
  return state.lastAt === null ? null : Date.parse(context.now) - Date.parse(state.lastAt);
}

/** The same state always gives the same effect the same name. */
export function nextEffectId(turn: Turn, name: string): string {
  turn.state.effectCount += 1;
  return `e${turn.state.effectCount}:${name}`;
}

/** A note for the team on the ticket of this run; the customer does not see it. */
export function noteOnTicket(turn: Turn, runId: string, text: string, name = 'comment'): void {
  turn.effects.push({ id: nextEffectId(turn, name), awaited: false, kind: 'comment', runId, text, isPublic: false });
}

export function say(turn: Turn, ...texts: readonly string[]): void {
  turn.texts.push(...texts.filter((text) => text.trim() !== ''));
}

/** Says one text of the catalogue. */
export function tell<K extends ReplyKey>(turn: Turn, key: K, ...params: ReplyArguments<K>): void {
  say(turn, turn.words(key, ...params));
}

/** Keeps what was said so far for the result of awaited work, whose reply replaces this step's. */
export function hold(turn: Turn): void {
  turn.state.held = turn.texts.slice(-6).map((text) => text.slice(0, 1_500));
}
