import type { Act } from '@acebuddy/detection';
import type { Heard } from '../dialogue/heard.ts';
import type { Turn } from '../flow/turn.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { plainAct } from '../language/plain.ts';
import { asksOfMatter, opensQuestion } from '../language/questions.ts';
import { questionTopicsIn } from '../language/ticket-questions.ts';
import { language } from '../language/words.ts';
import { isUrgent, onlyUrges, saysNoRush } from './urgency.ts';

/** What a message says beside courtesy. */
export interface Parts {
  /** Clauses that tell something. */
  readonly told: readonly string[];
  /** Clauses that ask. */
  readonly asked: readonly string[];
}

const courtesy: readonly Act[] = ['no', 'yes', 'thanks', 'bye', 'greet', 'smalltalk', 'done', 'skip', 'wait'];
/** Clauses that say nothing which a ticket would need. */
const empty: readonly Act[] = [...courtesy, 'human', 'ticket', 'callback', 'cancel', 'repeat', 'solved'];
/** The same where only the reader says so, and how long such a clause may be. */
const readEmpty: readonly Act[] = [...courtesy, 'complaint'];
const emptyFrom = 0.6;
const emptyWordsMax = 8;
/**
 * From this chance on a clause asks whose words name what is asked; a message as a whole how it stands. A wish in the form of a
 * question is read as a request so surely, and as a question not even so.
 */
const askedFrom = { named: 0.2, status: 0.75, request: 0.7, wish: 0.5 } as const;

/** Takes a message apart: what it tells, what it asks; thanks, greetings and a bare "no" are neither. */
export function partsOf(turn: Turn, heard: Heard): Parts {
  const all = clausesOf(heard.text);
  const clauses = all.filter((clause) => !isEmpty(turn, clause));
  const isTagged = (clause: string) => isTag(all[all.indexOf(clause) + 1]);
  // "Could the server be the reason, should it be restarted?"
  const isOfMatter = /\?\s*$/.test(heard.text) && all.every((clause) => asksOfMatter(clause, turn.language));
  const asks = (clause: string) => isOfMatter || asksItself(turn, clause);
  const asked = clauses.filter((clause) => asks(clause) || isTagged(clause));
  const told = clauses.filter((clause) => !asks(clause) && /\p{L}/u.test(clause));
  const [first] = heard.acts;
  const isAsked = first !== undefined && first.confidence >= askedFrom.status && first.act === 'status';
  if (asked.length === 0 && told.length > 0 && isAsked) return { told: [], asked: [heard.text.trim()] };
  return { told: wordCount(told.join(' ')) < 2 && !/\d{2}/.test(told.join(' ')) ? [] : told, asked };
}

/** "I unplugged it. ok?": the clause before it is asked, and told. */
const isTag = (clause = ''): boolean => /\?\W*$/.test(clause) && wordCount(clause) === 1;

function isEmpty(turn: Turn, clause: string): boolean {
  const plain = plainAct(clause, 'closing', turn.language);
  if (plain !== null && empty.includes(plain)) return true;
  if (onlyUrges(turn, clause)) return true;
  const words = language(turn);
  if (words.isOnly('ending', clause) && !words.names('no_ending', clause) && !clause.includes('?')) return true;
  if (/\d/.test(clause) || words.names('no_call', clause) || words.names('on_ticket', clause)) return false;
  if (isUrgent(turn, clause) || saysNoRush(turn, clause) || wordCount(clause) > emptyWordsMax) return false;
  if (questionTopicsIn(clause, turn.language).length > 0) return false;
  const [first] = turn.reader(clause, { kind: 'closing' }, turn.language).acts;
  return first !== undefined && first.confidence >= emptyFrom && readEmpty.includes(first.act);
}

/** By its mark, its first word, or as it is read; "can you put it there?" is a wish. */
function asksItself(turn: Turn, clause: string): boolean {
  const { acts } = turn.reader(clause, { kind: 'idle' }, turn.language);
  const chanceOf = (...of: readonly Act[]) =>
    Math.max(0, ...acts.filter(({ act }) => of.includes(act)).map(({ confidence }) => confidence));
  const chance = chanceOf('question', 'why', 'how');
  const hasTopic = questionTopicsIn(clause, turn.language).length > 0;
  const isMarked = /\?\W*$/.test(clause) && (wordCount(clause) > 1 || opensWith(turn, clause, 'opens_question'));
  // "When they have it, write me": what stands before a comma asks only as questions are put.
  const isPut = opensQuestion(clause, turn.language);
  const opens = isPut || (opensWith(turn, clause, 'opens_question') && !clause.endsWith(','));
  if (isMarked || opens) {
    const isWish = opensWith(turn, clause, 'opens_wish') && chanceOf('request') >= askedFrom.request;
    return hasTopic || !isWish || chance >= askedFrom.wish;
  }
  // Statements are easily read as questions: without a mark it takes words that questions have.
  return hasTopic && chance >= askedFrom.named;
}

function opensWith(turn: Turn, clause: string, what: 'opens_question' | 'opens_wish'): boolean {
  const words = language(turn);
  const first = bare(clause)
    .split(' ')
    .find((word) => !words.isOnly('before_question', word));
  return first !== undefined && words.isOnly(what, first);
}

/** Sentences, and what stands between their larger marks and commas. */
export function clausesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?;,])\s+|\n+/)
    .map((clause) => clause.trim())
    .filter((clause) => /[\p{L}\p{N}]/u.test(clause));
}
