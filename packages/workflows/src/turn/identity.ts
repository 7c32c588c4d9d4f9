import type { KnownPerson } from '../engine-types.ts';
import { hold, nextEffectId, say, type Turn } from '../flow/turn.ts';

/** How often a code is sent in one chat before a person looks at it instead. */
export const codesMax = 3;
/** Wrong codes before the chat goes to a person (workflows.md, "Identity"). */
export const wrongMax = 3;

/**
 * Sends a code to the address that the directory knows, never to one typed into the chat. Without such an address the
 * request goes on unverified and says so. Returns true when the customer must answer first.
 */
export function startVerification(turn: Turn): boolean {
  const { identity } = turn.state;
  const person = reachable(turn);
  if (person === null) {
    identity.status = 'unknown';
    const codes = turn.context.settings.codesEnabled;
    identity.note = codes
      ? 'The address is not in the directory, so no code could be sent.'
      : 'One-time codes are switched off.';
    const why = codes ? ", because I don't have your address on file" : '';
    say(
      turn,
      `I can't confirm by e-mail code that it's you${why}. No problem: a colleague will check with you before anything is changed.`,
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
  sendCode(turn, person);
  say(turn, codeSent(person.email));
  return true;
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

export function sendCode(turn: Turn, person: KnownPerson): void {
  const { identity } = turn.state;
  hold(turn);
  identity.status = 'sent';
  identity.sentTo = person.email.toLowerCase();
  identity.sent += 1;
  turn.state.pending = { kind: 'code' };
  turn.state.session = 'verifying';
  turn.effects.push({
    id: nextEffectId(turn, 'code'),
    awaited: true,
    kind: 'sendCode',
    purpose: purposeOf(turn),
    to: { name: person.name, email: person.email },
  });
}

export const purposeOf = ({ state }: Pick<Turn, 'state'>): string => `identity-${state.identity.epoch}`;

export function codeSent(email: string): string {
  return `I have e-mailed a 6-digit code to ${maskEmail(email)}. Please type it here when it arrives.`;
}

/** `maria@acme.com` → `m***a@acme.com`: recognisable for its owner only. */
export function maskEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  const last = name.length > 2 ? name.slice(-1) : '';
  return `${name.slice(0, 1)}***${last}@${domain}`;
}

export function leaveUnverified(turn: Turn, note: string): void {
  const { identity } = turn.state;
  identity.status = 'unknown';
  identity.note = note;
  if (turn.state.pending?.kind === 'code') turn.state.pending = null;
}

/** The code in a message; spaces and dashes inside are fine. */
export function findCode(text: string): string | null {
  const match = /(?<![\d])(\d(?:[\s-]?\d){3,7})(?![\d])/.exec(text);
  return match?.[1]?.replace(/\D/g, '') ?? null;
}
