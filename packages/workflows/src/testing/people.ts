import type { Visitor } from '@acebuddy/contracts';
import type { KnownPerson } from '../engine-types.ts';

/** Customers of the scripts. `visitor` is what the chat tells, `known` what the directory knows of that address. */
export interface Person {
  readonly visitor: Visitor;
  readonly known: KnownPerson | null;
}

const poc = { name: 'Pat Boss', email: 'pat@acme.example' };

export const people = {
  /** In the directory, with a point of contact. */
  known: {
    visitor: { name: 'Maria Lopez', email: 'maria@acme.example', timeZone: 'America/Chicago' },
    known: { name: 'Maria Lopez', email: 'maria@acme.example', company: 'Acme', isPoc: false, poc },
  },
  /** The point of contact herself. */
  poc: {
    visitor: { name: 'Pat Boss', email: 'pat@acme.example', timeZone: 'America/Chicago' },
    known: { ...poc, company: 'Acme', isPoc: true },
  },
  /** Has an address that nobody knows. */
  stranger: { visitor: { name: 'Sam Stone', email: 'sam@elsewhere.example' }, known: null },
  /** The chat tells nothing. */
  nameless: { visitor: { name: 'Visitor 4711' }, known: null },
} as const satisfies Readonly<Record<string, Person>>;

export type PersonName = keyof typeof people;

/** The directory of the scripts: finds people by the address that is in use. */
export function findKnown(email: string | undefined): KnownPerson | null {
  return Object.values(people).find((person) => person.known?.email === email?.toLowerCase())?.known ?? null;
}
