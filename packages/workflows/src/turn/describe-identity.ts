import type { IdentityProof } from '@acebuddy/contracts';
import type { KnownPerson } from '../engine-types.ts';
import { addressOf, isColleagues, isNewPerson, type RunAccount, type Standing, standingOf } from '../flow/proof.ts';
import { sameAddress } from '../flow/same-account.ts';
import type { Turn } from '../flow/turn.ts';
import type { Words } from '../replies/reply-types.ts';
import type { Run } from '../state/state-schema.ts';
import { maskEmail } from './identity.ts';

/** What a ticket, comment or mail for the team says of the customer's identity; nowhere else are these words written. */
export function identityWords({ team }: Pick<Turn, 'team'>, proof: IdentityProof): string {
  return team('team.identity.proof', { proof });
}

/** Who asks, for which account, by what right, and how far that is proven: the first line of a ticket. */
export function describeIdentity(turn: Turn, run: Run): string {
  const standing = standingOf(turn, run);
  return [identityWords(turn, standing.proof), ...sentences(turn, standing, isNewPerson(turn, run))].join(' ');
}

function sentences(turn: Turn, standing: Standing, isNew: boolean): string[] {
  const address = maskEmail((addressOf(turn) ?? '').toLowerCase());
  const { known } = turn.context;
  const { account } = standing;
  const { team } = turn;
  const check = team('team.identity.check');
  const person = personWords(team, known);
  const wanted = account === null ? [] : [team('team.identity.wanted', { account: account.value })];
  switch (standing.reason) {
    case 'own_account':
      return [team('team.identity.own_account', { address, account: spelling(team, account, known), person })];
    case 'own_entry':
      return [team('team.identity.own_entry', { address, person }), ...forWhom(team, account, known, isNew)];
    case 'no_account_named':
      return [team('team.identity.no_account_named', { address, person }), check];
    case 'no_account_in_directory':
      return [team('team.identity.no_account_known', { address }), ...wanted, check];
    case 'account_of_another':
      return [
        team('team.identity.code', { address }),
        team('team.identity.asks', { person, account: String(account?.value) }),
        rightWords(team, account, known),
        check,
      ];
    case 'person_not_found':
      return [
        team('team.identity.own_entry', { address, person }),
        ...forWhom(team, account, known, false),
        team('team.identity.check_meant'),
      ];
    case 'unknown_address':
      return [team('team.identity.unknown_address', { address }), ...wanted, check];
    case 'not_asked':
      return [team('team.identity.not_asked')];
    case 'no_code':
      return [...unproven(turn), check];
  }
}

/** As the directory spells the account; beside it what the customer wrote, where that is something else. */
function spelling(team: Words, account: RunAccount | null, known: KnownPerson | null): string {
  const written = account?.value ?? '';
  const own = (account?.by === 'email' ? known?.email : known?.userName) ?? written;
  return sameAddress(own, written)
    ? team('team.identity.account', { account: own })
    : team('team.identity.account_written', { account: own, written });
}

function unproven({ state, context, team }: Turn): string[] {
  const { note, wrong } = state.identity;
  const isUnknown = !sameAddress(context.known?.email, addressOf({ state, context }));
  return [
    note ?? team('team.identity.no_code'),
    ...(isUnknown ? [team('team.identity.not_in_directory')] : []),
    ...(wrong === 0 ? [] : [team('team.identity.wrong_codes', { wrong })]),
  ];
}

function forWhom(team: Words, account: RunAccount | null, known: KnownPerson | null, isNew: boolean): string[] {
  if (account === null || sameAddress(account.value, known?.email)) return [];
  // What is only to be made is nobody's yet.
  if (isNew && account.owners?.length === 0) return [team('team.identity.new_account', { account: account.value })];
  return [team('team.identity.request_for', { account: account.value }), rightWords(team, account, known)];
}

/** By what right somebody asks for an account that is not hers. Names of others and of their companies are not told. */
function rightWords(team: Words, account: RunAccount | null, requester: KnownPerson | null): string {
  const owners = account?.owners ?? null;
  if (owners === null) return team('team.identity.right_unknown');
  const isSameCompany = account !== null && isColleagues(account, requester);
  if (requester?.isPoc === true && isSameCompany) return team('team.identity.right_poc', companyOf(requester));
  if (owners.length === 0 && account?.by === 'full_name') return team('team.identity.right_nobody');
  if (owners.length === 0) return team('team.identity.right_unowned', { foreign: account?.isForeignDomain === true });
  return isSameCompany
    ? team('team.identity.right_colleague', companyOf(requester))
    : team('team.identity.right_foreign');
}

const companyOf = (person: KnownPerson | null) => ({
  employed: person?.company !== undefined,
  company: person?.company ?? '',
});

function personWords(team: Words, person: KnownPerson | null): string {
  if (person === null) return team('team.identity.somebody');
  return team('team.identity.person', { name: person.name, ...companyOf(person), poc: person.isPoc });
}
