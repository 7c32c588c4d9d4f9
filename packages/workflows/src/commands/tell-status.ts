import { quoted } from '@acebuddy/contracts';
import type { Command } from '../dialogue/command.ts';
import { type Heard, has } from '../dialogue/heard.ts';
import { activeRun, quietMs, type Turn, tell } from '../flow/turn.ts';
import { clearFrames } from '../frames/frames.ts';
import { wordCount } from '../language/normalise.ts';
import { questionTopic } from '../language/questions.ts';
import { language } from '../language/words.ts';
import { type KnownTicket, noteCharsMax } from '../state/state-schema.ts';
import { tellEarlier } from '../turn/earlier.ts';
import { type AskedOfEarlier, tellTicket } from '../turn/status.ts';
import { shortName } from '../turn/ticket-texts.ts';
import { isHers, newestOfHers, noteOfCustomer } from '../turn/who-says.ts';

/** What became of a request. Of one from an earlier chat only who proves her address hears. */
export const tellStatus: Command = (turn, heard) => {
  const isAsked = heard.acts[0]?.act === 'status' || namesTicket(turn, heard);
  const isIdle = activeRun(turn.state) === null;
  if (!isAsked && !(isIdle && asksOfTicket(turn, heard))) return has(heard, 'status') && tellNewest(turn, heard);
  const number = isAsked ? numberIn(heard.text) : null;
  const ticket = ticketFor(turn, number);
  if (ticket !== undefined) return told(turn, ticket, heard);
  return isAsked ? tellEarlier(turn, askedOf(heard, number)) : false;
};

/** "Waiting since 9 for someone to fix it, ticket 4711": nothing new is told beside it. */
function namesTicket(turn: Turn, heard: Heard): boolean {
  return has(heard, 'status') && heard.topic?.outcome === 'none' && language(turn).names('ticket_named', heard.text);
}

/** Beside something else: of the ticket that is there, if any. */
function tellNewest(turn: Turn, heard: Heard): ReturnType<Command> {
  const ticket = newestOfHers(turn);
  return ticket === undefined ? false : told(turn, ticket, heard);
}

function told(turn: Turn, ticket: KnownTicket, heard: Heard): 'said' {
  tellTicket(turn, ticket, heard);
  if (activeRun(turn.state) === null) clearFrames(turn.state);
  return 'said';
}

/** "Ticket 131", and nothing else. */
export const tellNumbered: Command = (turn, heard) => {
  const { text } = heard;
  const number = numberIn(text);
  if (number === null || !language(turn).isOnly('ticket_words', text.replace(number, ' ').replace('#', ' ')))
    return false;
  const ticket = ticketFor(turn, number);
  if (ticket === undefined) return tellEarlier(turn, askedOf(heard, number));
  return told(turn, ticket, { text } as Heard);
};

const askedOf = ({ topic, text }: Heard, number: string | null): AskedOfEarlier => ({
  number,
  workflow: topic?.workflow ?? null,
  about: text.slice(0, noteCharsMax),
});

function ticketFor(turn: Turn, number: string | null): KnownTicket | undefined {
  if (number === null) return newestOfHers(turn);
  return turn.state.tickets.find((ticket) => ticket.number === number && isHers(turn, ticket));
}

/** The only whole number in the text, if it can be a ticket's. */
function numberIn(text: string): string | null {
  const found = [...text.matchAll(/(?<![\p{L}\d.:/-])#?(\d{2,8})(?![\p{L}\d:/%]|[.-]\d)/gu)];
  return found.length === 1 ? (found[0]?.[1] ?? null) : null;
}

/** How long, or what stands open of it: asked of the ticket that is there. */
function asksOfTicket(turn: Turn, { text }: Heard): boolean {
  return questionTopic(text, turn.language) === 'duration' || language(turn).names('reopen', text);
}

/** So long a question is about the ticket that was just logged. */
const askMs = 30 * 60_000;
const questionWordsMin = 3;

/** A question that nothing here answers, right after the ticket: the team has it there. */
export const askTeam: Command = (turn, { text }) => {
  const ticket = newestOfHers(turn);
  const isSoon = (quietMs(turn) ?? Number.POSITIVE_INFINITY) <= askMs;
  if (
    ticket === undefined ||
    ticket.closedAt !== null ||
    ticket.outcome === 'resolved' ||
    ticket.outcome === 'declined'
  )
    return false;
  if (activeRun(turn.state) !== null || !isSoon || wordCount(text) < questionWordsMin) return false;
  noteOfCustomer(turn, ticket, turn.team('team.asks', { text: quoted(text.slice(0, 500)) }));
  tell(turn, 'status.for_team', { ticket: shortName(turn, ticket) });
  clearFrames(turn.state);
  return 'said';
};
