import type { ConversationRecord } from '../record.ts';

/** Stand-ins of the same shape: what is learned is that an address stands there, not whose. */
const standIns = { email: 'name@example.com', number: '5550100', name: 'Sam' } as const;

const email = /[^\s@<>()"']+@[^\s@<>()"']+\.[\p{L}\d-]+/gu;
/** Seven digits and more, however they are set apart. */
const longNumber = /\+?\d(?:[\s().-]{0,2}\d){6,}/g;
/** Shorter parts of a name are words as well ("Al", "Jo"). */
const nameLettersMin = 3;

/** A message without her name, addresses and numbers; secrets are out of it already. */
export function withoutPerson(text: string, { visitor }: Pick<ConversationRecord, 'visitor'>): string {
  const parts = (visitor.name ?? '').split(/[^\p{L}]+/u).filter(({ length }) => length >= nameLettersMin);
  const plain = text.replaceAll(email, standIns.email).replaceAll(longNumber, standIns.number);
  if (parts.length === 0) return plain;
  return plain.replaceAll(new RegExp(`(?<!\\p{L})(?:${parts.join('|')})(?!\\p{L})`, 'giu'), standIns.name);
}
