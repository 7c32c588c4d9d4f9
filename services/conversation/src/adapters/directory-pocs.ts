import type { DeskConfig } from '@acebuddy/contracts';
import type { KnownPerson } from '@acebuddy/workflows';
import type { Directory } from '../ports.ts';

/** Adds the company's point of contact from the operator's file, found by the mail domain, to people who lack one. */
export function withConfiguredPocs(directory: Directory, pocs: DeskConfig['pocs']): Directory {
  const byDomain = new Map(pocs.flatMap((poc) => poc.domains.map((domain) => [domain, poc] as const)));
  const complete = (person: KnownPerson) =>
    withPoc(person, byDomain.get(person.email.toLowerCase().split('@').at(-1) ?? ''));
  return {
    async find(email) {
      const person = await directory.find(email);
      return person === null ? null : complete(person);
    },
    ownersOf: async (account) => (await directory.ownersOf(account))?.map(complete) ?? null,
  };
}

function withPoc(person: KnownPerson, poc: DeskConfig['pocs'][number] | undefined): KnownPerson {
  if (poc === undefined || person.poc !== undefined) return person;
  const isPoc = person.isPoc || poc.email.toLowerCase() === person.email.toLowerCase();
  return { ...person, isPoc, company: person.company ?? poc.company, poc: { name: poc.name, email: poc.email } };
}
