import type { SlotDefinition } from '../definition/slot-schema.ts';
import { answerOf, slotContext, type Turn, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { correctionWords } from '../language/correction-words.ts';
import { freeTextWords } from '../language/free-text-words.ts';
import { listWords } from '../language/list-words.ts';
import { bare } from '../language/normalise.ts';
import { extractFromAnswer } from '../slots/extract.ts';
import { parseAnswer } from '../slots/parse-answer.ts';
import type { Answer, Run } from '../state/state-schema.ts';

type Asked = Extract<Stop, { kind: 'ask' }>;
type Named = readonly [name: string, slot: SlotDefinition];

/**
 * Answers to a question that asked for several things, one after another: "clerk, Audit, manager Ann Roth". Null unless each
 * clause answers one of them.
 */
export function answersInOrder(turn: Turn, run: Run, { slot, step }: Asked, text: string): Map<string, Answer> | null {
  const { answerEnd, answerWordsMax } = listWords(turn.language);
  const clauses = text
    .trim()
    .replace(/[.!]+$/, '')
    .split(answerEnd);
  const { slots } = workflowOf(turn, run.workflow).definition;
  const open = [slot, ...(step?.with ?? [])].flatMap((name): Named[] => {
    const found = slots[name];
    return found === undefined || (name !== slot && answerOf(turn, run, name) !== undefined) ? [] : [[name, found]];
  });
  const isFit = clauses.length >= 2 && clauses.length <= open.length;
  if (!isFit || clauses.some((clause) => clause.split(/\s+/).length > answerWordsMax)) return null;
  const found = new Map<string, Answer>();
  for (const clause of clauses) {
    const left = open.filter(([name]) => !found.has(name));
    const read = named(turn, left, clause) ?? next(turn, left, clause);
    if (read === null) return null;
    found.set(read[0], read[1]);
  }
  return found.has(slot) ? found : null;
}

/** The clause says which it answers: "manager Ann Roth", "reports to me". */
function named(turn: Turn, open: readonly Named[], clause: string): [string, Answer] | null {
  const context = slotContext(turn);
  for (const [name, slot] of open) {
    const heard = extractFromAnswer(slot, clause, context);
    if (heard !== null) return [name, heard];
    const word = [slot.label, ...slot.names].find((own) => bare(clause).startsWith(`${bare(own)} `));
    if (word === undefined) continue;
    const rest = clause.slice(word.length).replace(correctionWords(turn.language).copula, '').trim();
    const read = parseAnswer(slot, rest, context);
    if (read.ok) return [name, read.answer];
  }
  return null;
}

/** It answers what was asked for next. */
function next(turn: Turn, [first]: readonly Named[], clause: string): [string, Answer] | null {
  if (first === undefined || freeTextWords(turn.language).sentenceWord.test(clause)) return null;
  const [name, slot] = first;
  if (slot.type !== 'text' && slot.type !== 'name') return null;
  const read = parseAnswer(slot, clause, slotContext(turn));
  return read.ok && read.answer.v !== null ? [name, read.answer] : null;
}
