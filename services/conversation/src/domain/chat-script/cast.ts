import { type KnownPerson, sameAddress } from '@acebuddy/workflows';
import { people } from '@acebuddy/workflows/testing';
import type { Directory } from '../../ports.ts';
import pools from './stand-ins.json' with { type: 'json' };

/** Whom the script's customer is (`customer` of a script), and by what words everybody of the chat is told in it. */
export interface Cast {
  readonly customer: keyof typeof people;
  /** What is said of real people, with what is said in its place. */
  readonly words: readonly (readonly [real: string, standIn: string])[];
}

export interface CastInput {
  readonly visitor: { readonly name?: string | undefined; readonly email?: string | undefined };
  /** Every address that stands in the chat. */
  readonly addresses: readonly string[];
  /** To whom the directory gives the accounts that were named. */
  readonly owners: readonly KnownPerson[];
}

type Role = { readonly [Name in 'name' | 'email' | 'userName' | 'company']?: string | undefined };

/**
 * Gives the people of a chat the parts of those that scripts have: who is in the directory stays in one, who is a colleague
 * stays one. The directory is asked for each address, at most a handful.
 */
export async function castOf(directory: Pick<Directory, 'find'>, input: CastInput): Promise<Cast> {
  const { visitor, owners } = input;
  const addresses = [...new Set([visitor.email ?? '', ...input.addresses].filter((address) => address !== ''))];
  const found = await Promise.all(addresses.map((address) => knownOrNull(directory, address)));
  const known = [...found.filter((one) => one !== null), ...owners];
  const self = known.find(({ email }) => sameAddress(email, visitor.email)) ?? null;
  const [customer, part] = partOf(visitor.email, self);
  const colleagues = [...pools.colleagues];
  const words: [string, string][] = [...replaced({ ...visitor, ...self }, part)];
  const company = self?.company ?? known[0]?.company;
  const done = new Set([visitor.email?.toLowerCase()]);
  for (const person of [...(self?.poc === undefined ? [] : [{ ...self.poc, isPoc: true }]), ...known]) {
    if (done.has(person.email.toLowerCase())) continue;
    done.add(person.email.toLowerCase());
    words.push(...replaced(person, roleOf(person, { company, self, colleagues, isHers: known[0] === person })));
  }
  return { customer, words };
}

function partOf(email: string | undefined, self: KnownPerson | null): [Cast['customer'], Role] {
  if (email === undefined) return ['nameless', {}];
  if (self === null) return ['stranger', people.stranger.visitor];
  return self.isPoc ? ['poc', people.poc.known] : ['known', people.known.known];
}

interface Around {
  readonly company: string | undefined;
  readonly self: KnownPerson | null;
  readonly colleagues: Role[];
  /** She gave this address in a chat that told none. */
  readonly isHers: boolean;
}

function roleOf(person: Role & { isPoc: boolean }, { company, self, colleagues, isHers }: Around): Role {
  if (person.isPoc) return people.poc.known;
  if (self === null && isHers) return people.known.known;
  const isColleague = person.company === undefined || person.company === company;
  return (isColleague ? colleagues.shift() : undefined) ?? pools.foreigner;
}

/** Each of somebody's names with that of her part; parts of a name by their place. */
function* replaced(real: Role, part: Role): Iterable<[string, string]> {
  for (const key of ['email', 'userName', 'company'] as const) {
    const [said, standIn] = [real[key], part[key]];
    if (said) yield [said, standIn ?? (key === 'company' ? 'Elsewhere' : 'sstone')];
  }
  if (!real.name) return;
  const full = part.name ?? 'Vera Holm';
  yield [real.name, full];
  const [first = full, last = full] = full.split(' ');
  const names = real.name.split(/[^\p{L}\p{M}'’-]+/u).filter(({ length }) => length > 1);
  for (const [index, name] of names.entries()) yield [name, index === 0 ? first : last];
}

async function knownOrNull(directory: Pick<Directory, 'find'>, address: string): Promise<KnownPerson | null> {
  try {
    return await directory.find(address);
  } catch {
    return null;
  }
}
