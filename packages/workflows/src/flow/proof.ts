import type { IdentityProof } from '@acebuddy/contracts';
import type { AccountOwners, KnownPerson, NamedAccount } from '../engine-types.ts';
import { unlisted } from '../slots/listed-names.ts';
import type { Run } from '../state/state-schema.ts';
import { isAccountOf, mailDomain, sameAddress, withoutTag } from './same-account.ts';
import { type Turn, workflowOf } from './turn.ts';

type Facts = Pick<Turn, 'state' | 'context' | 'library'>;

/** An account that a run names, with what the workflow file says of it. */
export interface RunAccount extends AccountOwners {
  /** `own`: it must be hers to be verified; `other`: of the person for whom the request is. */
  readonly whose: 'own' | 'other';
  /** The directory gives its mail domain to one company, which is not the requester's. */
  readonly isForeignDomain: boolean;
}

type SaidAccount = NamedAccount & Pick<RunAccount, 'whose'>;

/** What is proven about the customer for one run, and why it is not more. */
export interface Standing {
  readonly proof: IdentityProof;
  readonly reason:
    | 'own_entry'
    | 'own_account'
    | 'no_code'
    /** Its workflow touches no account, and nothing was proven for another one. */
    | 'not_asked'
    | 'unknown_address'
    | 'no_account_named'
    | 'no_account_in_directory'
    | 'account_of_another'
    | 'person_not_found';
  /** The account that decided it; null when none was named. */
  readonly account: RunAccount | null;
}

/** The address that she gave as her own, in the chat or with its form. */
export function addressOf({ state, context }: Pick<Turn, 'state' | 'context'>): string | null {
  return state.profile.email ?? context.visitor.email ?? null;
}

/** The proven address, while it is the one in use. */
export function provenMailbox(turn: Pick<Turn, 'state' | 'context'>): string | null {
  const { mailbox } = turn.state.identity;
  return mailbox !== null && sameAddress(mailbox, addressOf(turn)) ? mailbox : null;
}

/** The customer as the directory knows her, once she has proved that the address is hers. */
export function provenPerson(turn: Pick<Turn, 'state' | 'context'>): KnownPerson | null {
  const mailbox = provenMailbox(turn);
  const { known } = turn.context;
  return mailbox !== null && sameAddress(known?.email, mailbox) ? known : null;
}

/** Accounts that the run names: its answers, and those of the workflow that it began as. */
function accountsOf(turn: Pick<Turn, 'state' | 'library'>, run: Run): SaidAccount[] {
  return [...saidAccounts(turn, run, () => true), ...run.carriedAccounts];
}

/** Accounts that answers name, as the workflow file marks them. Somebody new has none by her name. */
export function saidAccounts(
  turn: Pick<Turn, 'state' | 'library'>,
  run: Run,
  isMeant: (slot: string) => boolean,
): SaidAccount[] {
  const isNew = isNewPerson(turn, run);
  return Object.entries(workflowOf(turn, run.workflow).definition.slots).flatMap(([name, slot]) => {
    if (!isMeant(name)) return [];
    if (!(slot.type in nameOf) || !('account' in slot) || slot.account === undefined) return [];
    const value = run.slots[name]?.v;
    if (typeof value !== 'string' || (slot.type === 'name' && isNew)) return [];
    const by = nameOf[slot.type];
    const whose = slot.account;
    return (by === 'full_name' ? unlisted(value) : [value]).map((one) => ({ by, value: one, whose }));
  });
}

const nameOf = { name: 'full_name', username: 'user_name', email: 'email' } as const;

/** What the directory must be asked for to say whose these accounts are. */
export function lookupsOf(turn: Pick<Turn, 'state' | 'library'>, run: Run): NamedAccount[] {
  return accountsOf(turn, run).flatMap(({ by, value, whose }) => {
    const account = { by, value };
    if (by !== 'email' || whose === 'own') return [account];
    const untagged = withoutTag(value);
    const mailbox = sameAddress(untagged, value) ? [] : [{ by, value: untagged }];
    return [account, ...mailbox, { by: 'mail_domain', value: mailDomain(value) }];
  });
}

/** The person for whom it is gets a first account with this request. */
export function isNewPerson(turn: Pick<Turn, 'library'>, run: Run): boolean {
  const answers = Object.entries(workflowOf(turn, run.workflow).definition.new_person_when);
  return answers.length > 0 && answers.every(([name, value]) => run.slots[name]?.v === value);
}

/** A code was asked for on the way of a workflow that does not always ask for one. */
function asksForProof({ state, library }: Pick<Turn, 'state' | 'library'>, run: Run): boolean {
  const { nodes } = workflowOf({ library }, run.workflow).program;
  return state.identity.sent > 0 && nodes.some(({ kind }) => kind === 'verify');
}

/** The same, to compare with those that a ticket was opened for. */
export function accountNames(turn: Pick<Turn, 'state' | 'library'>, run: Run): string[] {
  return accountsOf(turn, run).map(({ by, value }) => `${by}:${value.toLowerCase()}`);
}

/** The only place that says what is proven: computed anew whenever it is needed, since every answer may change it. */
export function standingOf(turn: Facts, run: Run): Standing {
  if (provenMailbox(turn) === null) {
    const isAsked = workflowOf(turn, run.workflow).definition.verification !== 'none' || asksForProof(turn, run);
    return { proof: 'not verified', reason: isAsked ? 'no_code' : 'not_asked', account: null };
  }
  const only = (reason: Standing['reason'], account: RunAccount | null = null): Standing => ({
    proof: 'mailbox only',
    reason,
    account,
  });
  const accounts = accountsOf(turn, run).map((account) => lookedUp(turn, account));
  const own = accounts.filter(({ whose }) => whose === 'own');
  const others = accounts.filter(({ whose }) => whose === 'other');
  const person = provenPerson(turn);
  if (person === null) return only('unknown_address', own[0] ?? accounts[0] ?? null);
  const foreign = others.find((account) => isForeign(account, person));
  if (foreign !== undefined) return only('account_of_another', foreign);
  const strange = own.find((account) => !isAccountOf(account, person, account.owners));
  if (strange !== undefined) {
    const isNobodys = person.userName === undefined && (strange.owners ?? []).length === 0;
    return only(isNobodys ? 'no_account_in_directory' : 'account_of_another', strange);
  }
  const colleagues = others.find((account) => isColleagues(account, person));
  if (!isNewPerson(turn, run)) {
    // Of several people each has to be found; of one, her address or user name may tell who she is.
    const isSeveral = others.filter(({ by }) => by === 'full_name').length > 1;
    const unfound = others.find(
      (account) => (isSeveral || account.by !== 'full_name') && !isColleagues(account, person),
    );
    const nobody = unfound ?? (colleagues === undefined ? others[0] : undefined);
    if (nobody !== undefined) return only('person_not_found', nobody);
    if (others.length === 0 && isForSomebody(turn, run)) return only('no_account_named');
  }
  if (own[0] !== undefined) return { proof: 'verified', reason: 'own_account', account: own[0] };
  if (leavesAccountOpen(turn, run)) return only('no_account_named');
  return { proof: 'verified', reason: 'own_entry', account: colleagues ?? accounts[0] ?? null };
}

export const proofOf = (turn: Facts, run: Run): IdentityProof => standingOf(turn, run).proof;

function lookedUp({ context }: Facts, account: SaidAccount): RunAccount {
  const ownersOf = (lookup: NamedAccount) =>
    context.accounts.find(({ by, value }) => by === lookup.by && value === lookup.value)?.owners ?? null;
  const { by, value } = account;
  const owners = ownersOf(account);
  if (by !== 'email' || account.whose === 'own') return { ...account, owners, isForeignDomain: false };
  const ofMailbox = sameAddress(withoutTag(value), value) ? null : ownersOf({ by, value: withoutTag(value) });
  const neighbours = ownersOf({ by: 'mail_domain', value: mailDomain(value) }) ?? [];
  return {
    ...account,
    owners: owners === null && ofMailbox === null ? null : [...(owners ?? []), ...(ofMailbox ?? [])],
    isForeignDomain: isOfOtherCompany(neighbours, context.known),
  };
}

/** People of one company that is not the requester's. Domains in which several companies have mail are nobody's. */
function isOfOtherCompany(people: readonly KnownPerson[], requester: KnownPerson | null): boolean {
  const companies = new Set(people.map(({ company, poc }) => (company ?? poc?.email)?.trim().toLowerCase()));
  return companies.size === 1 && !companies.has(undefined) && !people.some((owner) => isColleague(owner, requester));
}

/** The request is for a person whom the file asks for, whether or not she was named. */
function isForSomebody(turn: Facts, run: Run): boolean {
  const slots = Object.values(workflowOf(turn, run.workflow).definition.slots);
  return slots.some((slot) => 'account' in slot && slot.account === 'other');
}

/** The file has a slot for the account, and the customer skipped it or went another way before it was asked. */
function leavesAccountOpen(turn: Facts, run: Run): boolean {
  return Object.entries(workflowOf(turn, run.workflow).definition.slots).some(([name, slot]) => {
    const isOwn = (slot.type === 'username' || slot.type === 'email') && slot.account === 'own';
    return isOwn && (run.slots[name]?.v === null || (run.detour !== null && run.slots[name] === undefined));
  });
}

/** The directory gives the account, or its mail domain, to people, and to none of the requester's company. */
function isForeign({ owners, isForeignDomain }: RunAccount, requester: KnownPerson): boolean {
  if (owners === null || owners.length === 0) return isForeignDomain;
  return !owners.some((owner) => isColleague(owner, requester));
}

/** The directory gives the account to somebody of the requester's company. */
export function isColleagues(account: RunAccount, requester: KnownPerson | null): boolean {
  const { owners } = account;
  // A tagged address is another name for the mailbox of its owner.
  const mailbox = account.by === 'email' ? { ...account, value: withoutTag(account.value) } : account;
  return (owners ?? []).some(
    (owner) =>
      isColleague(owner, requester) && (isAccountOf(account, owner, owners) || isAccountOf(mailbox, owner, owners)),
  );
}

function isColleague(owner: KnownPerson, requester: KnownPerson | null): boolean {
  if (requester === null) return false;
  if (sameAddress(owner.email, requester.email) || sameAddress(owner.poc?.email, requester.email)) return true;
  return owner.company !== undefined && sameAddress(owner.company, requester.company);
}
