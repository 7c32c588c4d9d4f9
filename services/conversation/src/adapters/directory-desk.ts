import type { DeskConfig, DeskContact } from '@acebuddy/contracts';
import { type KnownPerson, sameAddress } from '@acebuddy/workflows';
import type { Directory, Ticketing } from '../ports.ts';

export interface DeskDirectoryOptions {
  readonly ticketing: Pick<Ticketing, 'findContact'>;
  /** Which contacts are known customers: every chat's ticket makes one of whoever asked for it. */
  readonly trusted: DeskConfig['known_contacts'];
  /** When this product was first started: contacts made before that are none of its own. ISO instant. */
  readonly firstStartAt: () => Promise<string>;
}

/** With a token to be fetched first; the cache in front decides how long a customer waits. */
const waitMs = 6_000;

/** Desk's contacts in place of a directory, as far as the operator trusts them. They tell no user names. */
export function createDeskDirectory({ ticketing, trusted, firstStartAt }: DeskDirectoryOptions): Directory {
  async function find(email: string): Promise<KnownPerson | null> {
    if (trusted === 'none') return null;
    const contact = await ticketing.findContact({ email, waitMs });
    if (contact === null || !sameAddress(contact.email, email) || !(await isTrusted(contact))) return null;
    return {
      name: contact.name,
      email,
      isPoc: false,
      ...(contact.accountName == null ? {} : { company: contact.accountName }),
      ...(contact.phone === null ? {} : { phone: contact.phone }),
    };
  }

  async function isTrusted({ createdAt, accountId }: DeskContact): Promise<boolean> {
    if (trusted === 'with_account') return accountId != null;
    return createdAt != null && Date.parse(createdAt) < Date.parse(await firstStartAt());
  }

  return {
    find,
    async ownersOf({ by, value }) {
      if (trusted === 'none' || by !== 'email') return null;
      const person = await find(value);
      return person === null ? [] : [person];
    },
  };
}
