import type { KnownPerson } from '../engine-types.ts';
import { hold, nextEffectId, say, type Turn } from '../flow/turn.ts';

/** How often a code is sent in one chat before a person looks at it instead. */
export const codesMax = 3;
/** Wrong codes before the chat goes to a person (workflows.md, "Identity"). */
export const wrongMax = 3;

/**
 * Sends a code to the address that the directory knows, never to one typed into the chat. Whether it knows the address
 * stays between the directory and the ticket: a stranger reads the same words and has the same tries, with a code that
 * nobody got. Without any address the request goes on unverified and says so. Returns true when the customer must answer
 * first.
 */
export function startVerification(turn: Turn): boolean {
  const { identity } = turn.state;
  const address = addressOf(turn);
  if (address === null || !turn.context.settings.codesEnabled) {
    identity.status = 'unknown';
    identity.note = address === null ? 'No address is known.' : 'One-time codes are switched off.';
    say(
      turn,
      "I can't confirm by e-mail code that it's you. No problem: a colleague will check with you before anything is changed.",
    );
    return false;
  }
  if (identity.sent >= codesMax) {
    leaveUnverified(turn, 'Too many codes were asked for in one chat.');
    say(
      turn,
      'I have sent as many codes as I may. A colleague will confirm with you that the request is yours before anything is changed.',
    );
    return false;
  }
  say(turn, 'Before anything is changed I have to be sure it is really you.');
  sendCode(turn, reachable(turn), address);
  say(turn, codeSent(address));
  return true;
}

/** The address that she uses, known or not. */
export function addressOf({ context, state }: Turn): string | null {
  return state.profile.email ?? context.visitor.email ?? context.known?.email ?? null;
}

/** The customer as the directory knows her, when that is about the address in use now. */
function reachable({ context, state }: Turn): KnownPerson | null {
  const { known, settings, visitor } = context;
  if (!settings.codesEnabled || known === null) return null;
  const typed = state.profile.email?.toLowerCase();
  const found = known.email.toLowerCase();
  // The directory was asked for another address than the one just given: not this person.
  const stale = typed !== undefined && typed !== found && visitor.email?.toLowerCase() === found;
  return stale ? null : known;
}

function sendCode(turn: Turn, person: KnownPerson | null, address: string): void {
  const { identity } = turn.state;
  hold(turn);
  identity.status = 'sent';
  identity.sentTo = person?.email.toLowerCase() ?? null;
  identity.note = person === null ? unknownNote : null;
  identity.sent += 1;
  turn.state.pending = { kind: 'code' };
  turn.state.session = 'verifying';
  turn.effects.push({
    id: nextEffectId(turn, 'code'),
    awaited: true,
    kind: 'sendCode',
    purpose: purposeOf(turn),
    to: { name: person?.name ?? turn.state.profile.name ?? '', email: person?.email ?? address },
    isKnown: person !== null,
  });
}

const unknownNote = 'The address is not in the directory, so no code was sent.';

export const purposeOf = ({ state }: Pick<Turn, 'state'>): string => `identity-${state.identity.epoch}`;

export function codeSent(email: string): string {
  return `If ${maskEmail(email.toLowerCase())} is the address we have on file for you, a 6-digit code is on its way there. Please type it here when it arrives, or write "skip" if you can't.`;
}

/** `maria@acme.com` → `m***a@acme.com`: recognisable for its owner only. */
export function maskEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  const last = name.length > 2 ? name.slice(-1) : '';
  return `${name.slice(0, 1)}***${last}@${domain}`;
}

export function leaveUnverified(turn: Turn, note: string): void {
  const { identity } = turn.state;
  // What the team must know first is that the address is nobody's.
  if (identity.note !== unknownNote) identity.note = note;
  identity.status = 'unknown';
  if (turn.state.pending?.kind === 'code') turn.state.pending = null;
}

/** The code in a message; spaces and dashes inside are fine. */
export function findCode(text: string): string | null {
  const match = /(?<![\d])(\d(?:[\s-]?\d){3,7})(?![\d])/.exec(text);
  return match?.[1]?.replace(/\D/g, '') ?? null;
}
