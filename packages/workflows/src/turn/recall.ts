import { builtinSlotsIn, profileSlots } from '../flow/builtin-slots.ts';
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
    const words = flat(line).split(' ');
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
  return flat(question)
    .split(' ')
    .filter((word) => word !== '' && !words.isOnly('beside_noted', word) && !/^#?\d{3}$/.test(word));
}

/**
 * What a question would have on the ticket: "is the serial number 77-X91 on it?" is "serial number 77-X91". Null where it names only
 * what kind of thing: "is my phone number on it?"
 */
export function thingAsked(turn: Turn, question: string): string | null {
  const named = contentWords(turn, question);
  const isThing = named.some((word) => !language(turn).isOnly('field_names', word));
  if (!isThing) return null;
  const words = question.trim().split(/\s+/);
  const isNamed = (word: string) => named.includes(flat(word));
  const [from, to] = [words.findIndex(isNamed), words.findLastIndex(isNamed)];
  return words
    .slice(from, to + 1)
    .join(' ')
    .replace(/[\s.,;:!?]+$/, '');
}

/** As words are compared: "e-mail" is "email". */
const flat = (text: string): string => bare(text).replace(/(?<=\b\p{L})-(?=\p{L})/gu, '');

function isAlike(word: string, other: string): boolean {
  const length = Math.min(word.length, other.length);
  return length < stemChars ? word === other : word.slice(0, stemChars) === other.slice(0, stemChars);
}

/** Who she is, as every ticket has it. */
const contactLines = (turn: Turn): string[] =>
  profileSlots.flatMap((name) => {
    const text = turn.state.profile[name];
    const label = builtinSlotsIn(turn.words.language)[name]?.label;
    return text === null || label === undefined ? [] : [turn.words('answer.line', { label, text })];
  });

const collectedMax = 6;

/** What was collected for the ticket, a line each. */
export function collectedOf(turn: Turn, ticket: KnownTicket): string[] {
  const run = runOfTicket(turn, ticket);
  const lines = run === undefined ? [] : collectedLines(turn, run, workflowOf(turn, run.workflow));
  return lines.slice(0, collectedMax).map(({ label, value }) => turn.words('answer.line', { label, text: value }));
}

/** What the ticket says, a sentence at a time, each once. */
function linesOf(turn: Turn, ticket: KnownTicket): string[] {
  const run = runOfTicket(turn, ticket);
  const collected = run === undefined ? [] : collectedLines(turn, run, workflowOf(turn, run.workflow));
  const contact = run === undefined ? [] : contactLines(turn);
  const told = [run?.firstText ?? '', ...(run?.words ?? []), ...ticket.notes].flatMap((text) =>
    text.split(/(?<=[.!?])\s+|\n+/),
  );
  const said = told.filter((text) => !/\?\s*$/.test(text));
  const own = collected
    .map(({ label, value }) => turn.words('answer.line', { label, text: value }))
    .filter((line) => !said.some((text) => text.length > 8 && line.includes(text)));
  const lines = [...said, ...own, ...contact];
  return [...new Set(lines.map((line) => line.replace(/\s+/g, ' ').trim()))]
    .filter((line) => line !== '')
    .map((line) => (line.length <= lineCharsMax ? line : `${line.slice(0, lineCharsMax)}…`));
}
