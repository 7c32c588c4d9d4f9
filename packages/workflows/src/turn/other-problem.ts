import { type Heard, has } from '../dialogue/heard.ts';
import { precedence } from '../dialogue/precedence.ts';
import type { Turn } from '../flow/turn.ts';
import { wordCount } from '../language/normalise.ts';
import { asksOfMatter } from '../language/questions.ts';
import { questionTopicsIn } from '../language/ticket-questions.ts';
import { language } from '../language/words.ts';
import { readYesNo } from '../language/yes-no.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { workflowOfMatter } from './matter.ts';
import { partsOf } from './message-parts.ts';

/** So surely must another topic be read, where it is told of as a request or as what does not work, and where nothing says how. */
const bars = { request: 0.8, untold: 0.9, question: 0.97, billing: 0.8 } as const;

/** What is said beside the tickets that are there is surely about another problem: read so, or said so. */
export function isOtherProblem(turn: Turn, heard: Heard, tickets: readonly KnownTicket[]): boolean {
  const words = language(turn);
  const saysNew = words.names('new_problem', heard.text);
  if (words.names('on_ticket', heard.text) && !saysNew) return false;
  const matter = otherMatter(turn, heard, tickets);
  if (matter !== null) return matter;
  if (!saysNew && onlyAsksOfIt(turn, heard)) return false;
  const { topic, text } = heard;
  if (topic === null || topic.outcome === 'none') return saysNew && wordCount(text) <= openerWordsMax;
  const isKnown = (id: string | null) => tickets.some(({ workflow }) => workflow === id);
  if (topic.outcome === 'unsure')
    return saysNew || (isRequest(heard) && !topic.alternatives.slice(0, 2).some(({ workflow }) => isKnown(workflow)));
  if (words.names('hurry', text) && !saysNew && wordCount(text) <= hurryWordsMax) return false;
  if (isKnown(topic.workflow)) return (saysNew || words.names('another', text)) && isRequest(heard);
  if (saysNew || (words.names('added_topic', text) && isRequest(heard))) return true;
  if (readYesNo(text, turn.language) === 'no') return false;
  return topic.confidence >= barOf(heard);
}

/** "I have another problem", and nothing of it yet. */
export const openerWordsMax = 7;

/** "Can you make it faster?" */
const hurryWordsMax = 9;

/** Nothing is told or wished for, and what is asked is whether something is so: "could the server be the reason?" */
export function onlyAsksOfIt(turn: Turn, heard: Heard): boolean {
  const { told, asked } = partsOf(turn, heard);
  return told.length === 0 && asked.length > 0 && asked.every((clause) => asksOfMatter(clause, turn.language));
}

/** Told of as something that is wanted, or does not work; not asked, and no complaint. */
function isRequest({ acts }: Heard): boolean {
  const [first] = acts;
  return first !== undefined && ['request', 'not_worked', 'partly', 'answer', 'cannot'].includes(first.act);
}

function barOf(heard: Heard): number {
  if (isRequest(heard)) return bars.request;
  if (has(heard, 'question', 'how', 'why', 'status', 'complaint')) return bars.question;
  return bars.untold;
}

/** Whether a matter outside of the topics is another one than what is logged; null where none is read. */
function otherMatter(turn: Turn, heard: Heard, tickets: readonly KnownTicket[]): boolean | null {
  const { matter, acts } = heard;
  const rule = matter === null ? undefined : precedence.matters[matter.kind];
  if (matter === null || rule === undefined || matter.confidence < rule.from) return null;
  const id = workflowOfMatter(turn, matter.kind);
  if (tickets.some(({ workflow }) => workflow === id)) return false;
  const asks = acts.some(({ act }) => ['question', 'why', 'how', 'status'].includes(act));
  if (rule.row === 'matter') return matter.confidence >= bars.billing || !asks;
  // "When do the lost entries come back?" asks after what is logged; a report tells something.
  if (rule.takes_up === true && onlyAsksAfter(turn, heard)) return false;
  return !(asks && tickets.some(({ workflow }) => isEmergency(turn, workflow)));
}

/** Nothing is told, and what is asked is what one asks of a request. */
function onlyAsksAfter(turn: Turn, heard: Heard): boolean {
  const { told, asked } = partsOf(turn, heard);
  return told.length === 0 && asked.some((clause) => questionTopicsIn(clause, turn.language).length > 0);
}

/** The workflow takes care of an emergency. */
export function isEmergency(turn: Turn, workflow: string): boolean {
  return Object.entries(precedence.matters).some(
    ([kind, rule]) => rule.row === 'urgent' && workflowOfMatter(turn, kind as never) === workflow,
  );
}
