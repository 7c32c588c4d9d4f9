import type { Visitor } from '@acebuddy/contracts';
import type { KnownPerson, NamedAccount } from '../engine-types.ts';
import { mayBeAccountOf, sameAddress } from '../flow/same-account.ts';

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
    known: { name: 'Maria Lopez', email: 'maria@acme.example', company: 'Acme', userName: 'jsmith', isPoc: false, poc },
  },
  /** The point of contact herself. */
  poc: {
    visitor: { name: 'Pat Boss', email: 'pat@acme.example', timeZone: 'America/Chicago' },
    known: { ...poc, company: 'Acme', userName: 'pboss', isPoc: true },
  },
  /** Has an address that nobody knows. */
  stranger: { visitor: { name: 'Sam Stone', email: 'sam@elsewhere.example' }, known: null },
  /** The chat tells nothing. */
  nameless: { visitor: { name: 'Visitor 4711' }, known: null },
} as const satisfies Readonly<Record<string, Person>>;

export type PersonName = keyof typeof people;

/** Somebody of another company, whom nobody in the scripts can prove to be. */
const other: KnownPerson = {
  name: 'Bob Baker',
  email: 'bob@othercorp.example',
  company: 'Other Corp',
  userName: 'bbaker',
  isPoc: false,
};
/** People of Acme who do not write themselves. */
const colleagues: readonly KnownPerson[] = [
  ['Bob Stone', 'bstone'],
  ['Sarah Jones', 'sjones'],
].map(([name = '', userName = '']) => ({
  name,
  email: `${userName}@acme.example`,
  company: 'Acme',
  userName,
  isPoc: false,
  poc,
}));
const directory: readonly KnownPerson[] = [
  ...Object.values(people).flatMap(({ known }) => (known === null ? [] : [known])),
  ...colleagues,
  other,
];

/** To whom that directory gives an account. */
export function findOwners(account: NamedAccount): readonly KnownPerson[] {
  return directory.filter((person) => mayBeAccountOf(account, person));
}

/** The directory of the scripts: finds people by the address that is in use. */
export function findKnown(email: string | undefined): KnownPerson | null {
  return directory.find((person) => sameAddress(person.email, email)) ?? null;
}
