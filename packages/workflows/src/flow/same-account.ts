import type { KnownPerson, NamedAccount } from '../engine-types.ts';

interface UserName {
  readonly name: string;
  /** Of `DOMAIN\name` or `name@domain`, as it was written; null when there is none. */
  readonly domain: string | null;
}

/** `ACME\JSmith`, `jsmith@acme.example` and `jsmith` may name the same user. */
function readUserName(text: string): UserName {
  const lower = text.trim().toLowerCase();
  const [, before, after] = /^([^\\/]+)[\\/]+(.+)$/.exec(lower) ?? [];
  if (before !== undefined && after !== undefined) return { name: after, domain: before };
  const at = lower.lastIndexOf('@');
  return at < 1 ? { name: lower, domain: null } : { name: lower.slice(0, at), domain: lower.slice(at + 1) };
}

/** Whether the directory may give this account to this person, as far as her entry alone tells. */
export function mayBeAccountOf({ by, value }: NamedAccount, person: KnownPerson): boolean {
  switch (by) {
    case 'email':
      return sameAddress(value, person.email);
    case 'user_name':
      return person.userName !== undefined && maySameUser(person.userName, value);
    case 'full_name':
      return bareName(value) === bareName(person.name);
    case 'mail_domain':
      return sameAddress(value, mailDomain(person.email));
  }
}

/** `José  O'Neil` and `jose oneil` are one name. */
function bareName(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’.]/gu, '');
  return letters.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** Whether two user names may be the same user's: equal, and not of two domains. */
export function maySameUser(left: string, right: string): boolean {
  const [a, b] = [readUserName(left), readUserName(right)];
  return a.name === b.name && (a.domain === null || b.domain === null || sameDomain(a.domain, b.domain));
}

/** `ACME` and `acme.example` may be the same domain, `acme.example` and `acme.evil` are two. */
function sameDomain(a: string, b: string): boolean {
  return a.includes('.') && b.includes('.') ? a === b : firstLabel(a) === firstLabel(b);
}

const firstLabel = (domain: string): string => domain.split('.')[0] ?? domain;

/**
 * Whether the directory gives this account to this person. `owners` are all to whom it may give it, null when that is not
 * known. A domain that the customer names counts when the directory names it, too, or when it is that of her mail or her
 * company: anything else may be somebody else's domain. A name without a domain is that of who has it so in the directory,
 * else of the only one who has it in a domain.
 */
export function isAccountOf(
  account: NamedAccount,
  person: KnownPerson,
  owners: readonly KnownPerson[] | null,
): boolean {
  if (account.by !== 'user_name') return mayBeAccountOf(account, person);
  if (person.userName === undefined) return false;
  const named = readUserName(account.value);
  const hers = readUserName(person.userName);
  if (named.name !== hers.name) return false;
  if (named.domain === null) return hers.domain === null || !isAnybodyElses(owners, person);
  return hers.domain === null ? isDomainOf(named.domain, person) : sameDomain(named.domain, hers.domain);
}

function isAnybodyElses(owners: readonly KnownPerson[] | null, person: KnownPerson): boolean {
  return (owners ?? []).some(({ email }) => !sameAddress(email, person.email));
}

function isDomainOf(domain: string, { email, company }: KnownPerson): boolean {
  if (sameDomain(domain, mailDomain(email))) return true;
  return company !== undefined && domain === company.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** `bob+x@beta.example` is a name for the mailbox of `bob@beta.example`. */
export function withoutTag(email: string): string {
  return email
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*(?=@)/, '');
}

export function mailDomain(email: string): string {
  return email.trim().toLowerCase().split('@').at(-1) ?? '';
}

export function sameAddress(left: string | null | undefined, right: string | null | undefined): boolean {
  return left != null && right != null && left.trim().toLowerCase() === right.trim().toLowerCase();
}
