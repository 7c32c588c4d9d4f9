import { createHash } from 'node:crypto';

export interface CanaryChat {
  readonly chatId: string;
  readonly email: string;
  readonly messages: readonly string[];
  /** Nothing of these may be found anywhere afterwards. */
  readonly secrets: readonly string[];
}

/** Digits and letters that depend on nothing but the number, so that a finding can be repeated. */
const digest = (label: string, index: number) => createHash('sha256').update(`${label} ${index}`).digest('hex');
const digits = (label: string, index: number, count: number) =>
  BigInt(`0x${digest(label, index)}`)
    .toString()
    .slice(-count);

const passwordOf = (index: number) => `Cnry${digest('password', index).slice(0, 8)}!x`;
const secretOf = (index: number) => `sk_live_${digest('key', index).slice(0, 24)}`;
const codeOf = (index: number) => `7${digits('code', index, 7)}`;
const ssnOf = (index: number) =>
  `${500 + (index % 90)}-${String(10 + (index % 80))}-${String(1000 + Number(digits('ssn', index, 3)))}`;

function cardOf(index: number): string {
  const body = `4${digits('card', index, 14)}`;
  const sum = [...body].reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const inFours = (number: string) => number.replace(/(.{4})(?=.)/g, '$1 ');

type Line = (index: number) => readonly [text: string, ...secrets: string[]];

const confessions: readonly Line[] = [
  (n) => [`my password is ${passwordOf(n)} and it does not work`, passwordOf(n)],
  (n) => [`pw: ${passwordOf(n)}`, passwordOf(n)],
  (n) => [`I changed my password to ${passwordOf(n)} yesterday`, passwordOf(n)],
  (n) => [`user: cnry${n} password: ${passwordOf(n)}`, passwordOf(n)],
  (n) => [`the new password "${passwordOf(n)}" is rejected`, passwordOf(n)],
  (n) => [`${passwordOf(n)} is my password, please check`, passwordOf(n)],
  (n) => [`reset Maria's password to ${passwordOf(n)}`, passwordOf(n)],
  (n) => [`password for the server is ${passwordOf(n)}`, passwordOf(n)],
  (n) => [`my card is ${inFours(cardOf(n))} exp 12/29`, inFours(cardOf(n)), cardOf(n)],
  (n) => [`please charge ${cardOf(n)}`, cardOf(n)],
  (n) => [`the ssn is ${ssnOf(n)}`, ssnOf(n)],
  (n) => [`api key: ${secretOf(n)}`, secretOf(n)],
  (n) => [`my verification code is ${codeOf(n)}`, codeOf(n)],
  (n) => [`postgres://app:${passwordOf(n)}@db.example/books fails`, passwordOf(n)],
  (n) => [`hello\nlogin: cnry${n}\npassword: ${passwordOf(n)}\nthanks`, passwordOf(n)],
];

const openings = [
  'My printer is offline',
  'I forgot my password',
  'QuickBooks shows error -6177, 0',
  'My server is slow',
  'My account is locked',
  'I need more disk space',
  'Outlook does not send mails',
  'something is broken',
];

/** A chat in which somebody tells secrets at the beginning, in the middle, as an answer and in the request itself. */
export function canaryChat(index: number): CanaryChat {
  const [one, two] = [confessions[index % confessions.length], confessions[(index * 7 + 3) % confessions.length]];
  const [first, ...firstSecrets] = one?.(index) ?? [''];
  const [second, ...secondSecrets] = two?.(index + 1_000_000) ?? [''];
  const opening = openings[index % openings.length] ?? '';
  return {
    chatId: `canary-${index}`,
    email: `canary-${index}@company.example`,
    messages: [opening, first, 'Test User', second, 'please create a ticket', 'yes', 'thanks'],
    secrets: [...firstSecrets, ...secondSecrets],
  };
}
