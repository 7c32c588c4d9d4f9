import { describe, expect, it } from 'vitest';
import type { KnownPerson } from '../engine-types.ts';
import { isAccountOf, maySameUser } from './same-account.ts';

const jane: KnownPerson = {
  name: 'Jane Smith',
  email: 'jane@acme.example',
  userName: 'jsmith',
  company: 'Acme, Inc',
  isPoc: false,
};
const namesake: KnownPerson = { ...jane, name: 'John Smith', email: 'john@othercorp.example', company: 'Other Corp' };
const named = (value: string) => ({ by: 'user_name', value }) as const;

describe('whether an account is hers', () => {
  it.each(['jsmith', ' JSmith ', 'ACME\\jsmith', 'jsmith@acme.example'])('takes %s for hers', (value) => {
    expect(isAccountOf(named(value), jane, [jane, namesake])).toBe(true);
  });

  it.each(['bbaker', 'jsmith2', '', 'OTHERCORP\\jsmith', 'jsmith@othercorp.example', 'acme\\', 'js mith'])(
    'does not take %j for hers',
    (value) => {
      expect(isAccountOf(named(value), jane, [jane, namesake])).toBe(false);
    },
  );

  it.each([
    'ALPHA\\jsmith',
    'jsmith@alpha.example',
    'kking\\jsmith',
    'jsmith@acme.evil',
    'acme.evil\\jsmith',
    '\\jsmith',
  ])('takes no domain that is not hers, though nobody else has that user name: %s', (value) => {
    expect(isAccountOf(named(value), jane, [jane])).toBe(false);
  });

  it("takes her company's name for a domain", () => {
    expect(isAccountOf(named('ACMEINC\\jsmith'), { ...jane, email: 'jane@mail.example' }, [jane])).toBe(true);
  });

  it('compares domains where the directory names them', () => {
    const inDomain = { ...jane, userName: 'ACME\\jsmith' };
    expect(isAccountOf(named('acme\\jsmith'), inDomain, null)).toBe(true);
    expect(isAccountOf(named('jsmith@acme.local'), inDomain, null)).toBe(true);
    expect(isAccountOf(named('OTHER\\jsmith'), inDomain, [inDomain])).toBe(false);
    const inFull = { ...jane, userName: 'jsmith@acme.local' };
    expect(isAccountOf(named('jsmith@acme.evil'), inFull, [inFull])).toBe(false);
  });

  it('gives a name without a domain to who has it so, else to the only one who has it', () => {
    const [alpha, beta] = [
      { ...jane, userName: 'ALPHA\\jsmith' },
      { ...namesake, userName: 'BETA\\jsmith' },
    ];
    const jim: KnownPerson = { name: 'Jim Smith', email: 'jim@gamma.example', userName: 'jsmith', isPoc: false };
    expect(isAccountOf(named('jsmith'), alpha, [alpha])).toBe(true);
    expect(isAccountOf(named('jsmith'), alpha, [alpha, beta])).toBe(false);
    expect(isAccountOf(named('jsmith'), beta, [alpha, beta])).toBe(false);
    expect([alpha, beta, jim].filter((person) => isAccountOf(named('jsmith'), person, [alpha, beta, jim]))).toEqual([
      jim,
    ]);
  });

  it('knows no account of somebody whose user name the directory does not tell', () => {
    const { userName: _, ...nameless } = jane;
    expect(isAccountOf(named('jsmith'), nameless, [])).toBe(false);
  });

  it('compares addresses whatever the case', () => {
    expect(isAccountOf({ by: 'email', value: 'Jane@Acme.example' }, jane, null)).toBe(true);
    expect(isAccountOf({ by: 'email', value: 'john@othercorp.example' }, jane, null)).toBe(false);
  });

  it('finds all who may have a user name', () => {
    expect(maySameUser('ACME\\jsmith', 'JSMITH')).toBe(true);
    expect(maySameUser('ACME\\jsmith', 'jsmith@acme.example')).toBe(true);
    expect(maySameUser('ACME\\jsmith', 'OTHER\\jsmith')).toBe(false);
  });
});
