import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type Answer, type Customer, createCustomer, nextWords } from '../e2e/customer.ts';

/** Somebody with one problem, who wants one ticket for it. */
export interface Person {
  readonly customer: Customer;
  readonly opening: string;
  /** The number that she was told, before the restore and after it. */
  readonly told: Set<string>;
  /** What she was asked last. */
  last: Answer | null;
  readonly dialogue: string[];
}

/** Problems that no code is asked for; one plans a call. */
const openings = [
  'windows update keeps failing on my laptop',
  'my printer shows offline',
  'outlook cannot send emails',
  'how do I use two monitors in the remote session',
  'the server is very slow today',
];
const answers = [
  [/start up to the desktop/i, 'Yes, it starts'],
  [/only you, or everyone/i, 'Only me'],
] as const;

export interface Address {
  /** Of the product that runs now. */
  readonly url: string;
}

export function createPeople(address: Address, name: string, count: number): Person[] {
  return Array.from({ length: count }, (_, index) => ({
    customer: createCustomer(address, { name: `${name} ${index}`, email: `${name}-${index}@company.com` }),
    opening: openings[index % openings.length] ?? '',
    told: new Set<string>(),
    last: null,
    dialogue: [],
  }));
}

const triesMax = 20;
let messages = 0;

/** Says it again, as the same message, to a product that is too busy to answer in time. */
async function sayPatiently({ customer }: Person, words: string): Promise<Answer> {
  messages += 1;
  const id = `late-restore-${process.pid}-${messages}`;
  for (let tries = 1; ; tries += 1) {
    try {
      return await customer.say(words, id);
    } catch (error) {
      if (tries === triesMax) throw error;
      await wait(1_000);
    }
  }
}

const turnsMax = 45;

/** Goes on until she has a ticket, or for so many turns. */
export async function talk(person: Person, address: Address, turns = turnsMax): Promise<void> {
  const { dialogue } = person;
  for (let turn = 0; turn < turns; turn += 1) {
    const words =
      person.last === null ? person.opening : nextWords(person.last.message, person.last.data.suggestions, answers);
    const answer = await sayPatiently(person, words);
    dialogue.push(`> ${words}`, `${answer.message} [${answer.data.reference} ${answer.data.ticket_number}]`);
    person.last = answer;
    if (answer.data.reference !== null) return hearNumber(person, address);
  }
  if (turns === turnsMax) throw new Error(`no ticket after ${turnsMax} messages:\n${dialogue.join('\n')}`);
}

const sessionSchema = z.object({ session: z.object({ ticket_number: z.string().nullable() }) });
const numberMsMax = 480_000;

/** The ticket may be promised first: her session shows its number when it is there. */
export async function hearNumber({ customer, told }: Person, address: Address): Promise<void> {
  const endsAt = performance.now() + numberMsMax;
  while (performance.now() < endsAt) {
    const answer = await fetch(`${address.url}/salesiq/session/${customer.chatId}`).catch(() => null);
    const found = answer?.ok === true ? sessionSchema.parse(await answer.json()).session.ticket_number : null;
    if (found !== null) return void told.add(found);
    await wait(1_000);
  }
  throw new Error(`${customer.email} was never told a number`);
}
