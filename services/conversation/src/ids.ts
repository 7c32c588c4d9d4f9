import { randomInt } from 'node:crypto';

/** Crockford's base 32: no letters that are read as digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a customer can quote before there is a ticket number; 50 random bits. */
export function newReference(): string {
  return `AB-${Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('')}`;
}
