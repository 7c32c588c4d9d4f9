import { addressOf } from '../flow/proof.ts';
import { sameAddress } from '../flow/same-account.ts';
import { hold, nextEffectId, type Turn, tell } from '../flow/turn.ts';
import { codeInDigits } from '../slots/parse-contact.ts';
import type { Pending, State } from '../state/state-schema.ts';

/** The question that a code answers: of the run, or of somebody who asks how an earlier request stands. */
export type CodeFrame = Extract<Pending, { kind: 'code' | 'status_code' }>;

/** A code is on its way. */
export const awaitedCode = ({ pending }: Pick<State, 'pending'>): CodeFrame | null =>
  pending?.kind === 'code' || pending?.kind === 'status_code' ? pending : null;

/** How often a code is sent in one chat before a person looks at it instead. */
export const codesMax = 3;
/** Wrong codes before the chat goes to a person (workflows.md, "Identity"). */
export const wrongMax = 3;

/**
 * Sends a code to the address that she gave as her own, known or not: what it proves is that she reads that mailbox, and
 * everybody is told the same and waits for a mail that comes. Whose address it is stays between the directory and the
 * ticket. Without any address the request goes on unverified and says so. Returns true when the customer must answer first.
 */
export function startVerification(turn: Turn, frame: CodeFrame = { kind: 'code' }): boolean {
  const { identity } = turn.state;
  const address = addressOf(turn);
  if (address === null || !turn.context.settings.codesEnabled) {
    identity.status = 'unknown';
    identity.note = turn.team(address === null ? 'team.identity.no_address' : 'team.identity.codes_off');
    tell(turn, 'identity.no_codes');
    return false;
  }
  if (identity.sent >= codesMax) {
    leaveUnverified(turn, 'team.identity.too_many');
    tell(turn, 'identity.too_many');
    return false;
  }
  if (frame.kind === 'code') tell(turn, 'identity.why');
  sendCode(turn, address, frame);
  tellCodeSent(turn, address);
  return true;
}

function sendCode(turn: Turn, address: string, frame: CodeFrame): void {
  const { identity } = turn.state;
  const { known } = turn.context;
  const isKnown = known !== null && sameAddress(known.email, address);
  hold(turn);
  identity.status = 'sent';
  identity.sentTo = address.trim().toLowerCase();
  identity.note = null;
  identity.sent += 1;
  turn.state.pending = frame;
  turn.state.session = 'verifying';
  turn.effects.push({
    id: nextEffectId(turn, 'code'),
    awaited: true,
    kind: 'sendCode',
    purpose: purposeOf(turn),
    to: { name: isKnown ? known.name : '', email: address },
    isKnown,
    ...(turn.words.language === turn.team.language ? {} : { language: turn.words.language }),
  });
}

export const purposeOf = ({ state }: Pick<Turn, 'state'>): string => `identity-${state.identity.epoch}`;

export function tellCodeSent(turn: Turn, email: string): void {
  tell(turn, 'identity.code_sent', { address: maskEmail(email.toLowerCase()) });
}

/** `maria@acme.com` → `m***a@acme.com`: recognisable for its owner only. */
export function maskEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  const last = name.length > 2 ? name.slice(-1) : '';
  return `${name.slice(0, 1)}***${last}@${domain}`;
}

/** Why, for the team: a text without parameters. */
type Note = 'refused' | 'no_mailbox' | 'too_many' | 'limit' | 'not_sent' | 'not_checked';

export function leaveUnverified(turn: Turn, note: `team.identity.${Note}`): void {
  const { identity } = turn.state;
  identity.note = turn.team(note);
  identity.status = 'unknown';
  if (awaitedCode(turn.state) !== null) turn.state.pending = null;
}

/** More digits in a row than a code has: a phone number. */
const longNumber = /(?<!\d)\d(?:[\s().-]{0,2}\d){8,}/;

/** The code in a message; spaces and dashes inside are fine, and digits in words. */
export function findCode(message: string, language?: string): string | null {
  const text = codeInDigits(message, language);
  if (longNumber.test(text)) return null;
  const match = /(?<![\d])(\d(?:[\s-]?\d){3,7})(?![\d])/.exec(text);
  return match?.[1]?.replace(/\D/g, '') ?? null;
}
