import { cutAtWord, type TurnWhy } from '@acebuddy/contracts';
import { precedence } from '../dialogue/precedence.ts';
import { slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import { type AnswersBefore, changedSlots } from './changed-slots.ts';
import { rowName } from './row-names.ts';
import type { DecidedRow, Trace } from './trace.ts';
import { wordsOfValue } from './words-of-value.ts';

/** As many as the contract allows. */
const max = { acts: 6, topics: 3, rows: 8, filled: 12, effects: 12 } as const;
const askCharsMax = 80;
/** Less likely topics say nothing. */
const topicFrom = 0.05;
/** All values and their words together have about so many characters, and each of them some. */
const valuesCharsMax = 480;
const valueCharsMax = { most: 100, least: 20 } as const;

/** What led to this step's reply, when it is done. Codes never stand in it: what is kept of one is that it was checked. */
export function turnWhy(turn: Turn, trace: Trace, before: AnswersBefore): TurnWhy {
  const { heard } = trace;
  return {
    question: heard === null || heard.question.kind === 'idle' ? null : asked(heard.question),
    at: trace.at,
    acts: actsOf(trace),
    topics: topicsOf(heard?.topic ?? null),
    rows: rowsOf(trace),
    ...valuesOf(turn, trace, before),
    effects: effectsOf(turn),
  };
}

/** What the result of a check that was part of the turn added to it. */
export function withLater(why: TurnWhy, later: TurnWhy): TurnWhy {
  const slots = new Set(later.filled.map(({ slot }) => slot));
  return {
    ...why,
    filled: [...why.filled.filter(({ slot }) => !slots.has(slot)), ...later.filled].slice(0, max.filled),
    cleared: [...new Set([...why.cleared, ...later.cleared])].slice(0, max.filled),
    effects: [...new Set([...why.effects, ...later.effects])].slice(0, max.effects),
  };
}

function asked({ kind, ask }: NonNullable<Trace['heard']>['question']): TurnWhy['question'] {
  return { kind, ask: ask === undefined ? null : cutAtWord(ask, askCharsMax) };
}

function actsOf({ heard, rows }: Trace): TurnWhy['acts'] {
  if (heard === null) return [];
  const { matter, acts, guesses } = heard;
  const isMatter = rows.some(({ row }) => row === 'urgent' || row === 'matter');
  return [
    ...(matter !== null && isMatter ? [{ act: matter.kind, confidence: matter.confidence }] : []),
    ...(acts.length > 0 ? acts : guesses.slice(0, 2)),
  ]
    .slice(0, max.acts)
    .map(({ act, confidence }) => ({ act, confidence: rounded(confidence) }));
}

function topicsOf(topic: NonNullable<Trace['heard']>['topic']): TurnWhy['topics'] {
  if (topic === null) return [];
  const { outcome, workflow, confidence, alternatives } = topic;
  const first = outcome === 'unsure' ? [] : [{ workflow, confidence }];
  const others = alternatives.filter((one) => one.confidence >= topicFrom && one.workflow !== workflow);
  return [...first, ...others]
    .slice(0, max.topics)
    .map((one) => ({ workflow: one.workflow, confidence: rounded(one.confidence) }));
}

function rowsOf({ heard, rows, rule }: Trace): TurnWhy['rows'] {
  if (rule !== null) return [{ row: rule, commands: [] }];
  if (heard === null) return [];
  const commands = new Map<string, string[]>();
  for (const decided of rows) {
    const name = nameOf(decided, heard);
    commands.set(name, [...(commands.get(name) ?? []), ...(decided.command === null ? [] : [decided.command])]);
  }
  return [...commands].slice(0, max.rows).map(([row, done]) => ({ row, commands: done }));
}

const nameOf = (decided: DecidedRow, heard: NonNullable<Trace['heard']>) =>
  rowName(precedence, decided, heard.question.kind);

function valuesOf(turn: Turn, { heard }: Trace, before: AnswersBefore): Pick<TurnWhy, 'filled' | 'cleared'> {
  const { run } = turn.state;
  const workflow = run === null ? null : workflowOf(turn, run.workflow);
  const changed = changedSlots(before, turn.state);
  const codes = turn.effects.flatMap((effect) => (effect.kind === 'verifyCode' ? [effect.code] : []));
  const filled = changed.filled.slice(0, max.filled);
  const share = valuesCharsMax / (2 * Math.max(1, filled.length));
  const chars = Math.round(Math.min(valueCharsMax.most, Math.max(valueCharsMax.least, share)));
  return {
    filled: filled.flatMap(({ slot, answer, isCarried }) => {
      const definition = workflow === null ? undefined : slotOf(workflow, slot);
      const isSaid = heard !== null && !isCarried;
      const words = isSaid ? wordsOfValue(turn, heard, { name: slot, definition, answer }) : null;
      if (holdsAny(answer.t, codes)) return [];
      const text = words === null || holdsAny(words, codes) ? null : cutAtWord(words, chars);
      return [{ slot, value: cutAtWord(answer.t, chars), text }];
    }),
    cleared: changed.cleared.slice(0, max.filled),
  };
}

/** However its digits are written: in one, in groups, one by one. */
function holdsAny(text: string, codes: readonly string[]): boolean {
  if (codes.length === 0) return false;
  const digits = text.replaceAll(/\D/g, '');
  return codes.some((code) => /\d/.test(code) && digits.includes(code.replaceAll(/\D/g, '')));
}

function effectsOf({ effects, action }: Turn): string[] {
  const kinds = effects.map(({ kind }) => kind);
  return [...new Set<string>(action === 'forward' ? [...kinds, 'forward'] : kinds)].slice(0, max.effects);
}

const rounded = (confidence: number): number => Math.round(confidence * 100) / 100;
