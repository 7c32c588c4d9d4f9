import { type Turn, workflowOf } from '../flow/turn.ts';
import { bare } from '../language/normalise.ts';
import { language } from '../language/words.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { runOfTicket } from './run-of-ticket.ts';
import { collectedLines } from './ticket-request.ts';

const linesMax = 2;
const lineCharsMax = 200;
/** Words are alike where they begin alike: "printer", "printing". */
const stemChars = 5;

/**
 * The lines of the ticket that hold what a question is after: "is the scanner on the ticket too?" Empty where it holds none of it;
 * its first ones where nothing is named. */
export function recall(turn: Turn, ticket: KnownTicket, question: string): string[] {
  const asked = contentWords(turn, question);
  if (asked.length === 0) return linesOf(turn, ticket).slice(0, linesMax);
  const lines = linesOf(turn, ticket).map((line) => {
    const words = bare(line).split(' ');
    return { line, found: asked.filter((word) => words.some((other) => isAlike(word, other))) };
  });
  const found = new Set(lines.flatMap((line) => line.found));
  if (found.size * 2 < asked.length) return [];
  const most = Math.max(...lines.map((line) => line.found.length));
  return lines
    .filter((line) => line.found.length === most)
    .slice(-linesMax)
    .map(({ line }) => line);
}

/** What a question about the ticket is after, without the words that such questions have. */
export function contentWords(turn: Turn, question: string): string[] {
  const words = language(turn);
  return bare(question)
    .split(' ')
    .filter((word) => word !== '' && !words.isOnly('beside_noted', word) && !/^#?\d{3}$/.test(word));
}

function isAlike(word: string, other: string): boolean {
  const length = Math.min(word.length, other.length);
  return length < stemChars ? word === other : word.slice(0, stemChars) === other.slice(0, stemChars);
}

/** What the ticket says, a sentence at a time, each once. */
function linesOf(turn: Turn, ticket: KnownTicket): string[] {
  const run = runOfTicket(turn, ticket);
  const collected = run === undefined ? [] : collectedLines(turn, run, workflowOf(turn, run.workflow));
  const own = collected.map(({ label, value }) => turn.words('answer.line', { label, text: value }));
  const told = [run?.firstText ?? '', ...ticket.notes].flatMap((text) => text.split(/(?<=[.!?])\s+|\n+/));
  const lines = [...told, ...own.filter((line) => !told.some((text) => text.length > 8 && line.includes(text)))];
  return [...new Set(lines.map((line) => line.replace(/\s+/g, ' ').trim()))]
    .filter((line) => line !== '')
    .map((line) => (line.length <= lineCharsMax ? line : `${line.slice(0, lineCharsMax)}…`));
}
