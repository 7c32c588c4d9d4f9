import type { Heard } from '../dialogue/heard.ts';
import { type Turn, tell, workflowOf } from '../flow/turn.ts';
import { listWords } from '../language/list-words.ts';
import { wordCount } from '../language/normalise.ts';
import { plainAct } from '../language/plain.ts';
import { language } from '../language/words.ts';
import type { Run } from '../state/state-schema.ts';
import { clausesOf, partsOf } from './message-parts.ts';
import { saidBack } from './note-on-ticket.ts';
import { stopOf } from './proceed.ts';
import { noteForTicket } from './run-notes.ts';
import { dropTold } from './told.ts';

/** Fewer words are no wish of their own. */
const wordsMin = 2;

/**
 * "Yes, and her desk phone is there already": what a message tells besides its answer, and no line of the request takes, stands on
 * the request in her words and is said back. False where it tells nothing.
 */
export function noteBeside(turn: Turn, run: Run, heard: Heard): boolean {
  const told = partsOf(turn, heard).told.join(' ');
  if (wordCount(told) < wordsMin) return false;
  // "Yes, that looks good to me" agrees and no more.
  const [first] = heard.acts;
  if (first?.act === 'yes' && !language(turn).names('goes_on', told)) return false;
  const text = clausesOf(heard.text)
    .filter((clause) => plainAct(clause, 'confirm', turn.language) === null)
    .join(' ');
  dropTold(turn, run);
  noteForTicket(turn, run, 'beside', text);
  tell(turn, 'confirm.beside', { text: saidBack(text) });
  return true;
}

/** "She also needs the K drive and a second screen": one of the things went into no line of the summary. */
export function noteRest(turn: Turn, run: Run, heard: Heard, lines: readonly { readonly text: string }[]): void {
  if (stopOf(turn, run).kind !== 'confirm') return;
  const { joint } = listWords(turn.language);
  const { slots } = workflowOf(turn, run.workflow).definition;
  const isList = (text: string) =>
    Object.entries(slots).some(([name, slot]) => slot.type === 'text' && slot.many && run.slots[name]?.t === text);
  const taken = lines.filter(({ text }) => isList(text)).flatMap(({ text }) => text.toLowerCase().split(', '));
  const isTaken = (part: string) => taken.some((one) => part.toLowerCase().includes(one));
  const isLeft = (part: string) => wordCount(part) >= wordsMin && !isTaken(part);
  const sentences = heard.text.split(/[.!?;\n]+(?:\s|$)/).filter(isTaken);
  if (sentences.some((sentence) => sentence.split(joint).some(isLeft))) noteBeside(turn, run, heard);
}
