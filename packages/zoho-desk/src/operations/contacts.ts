import type { CallOptions, Contact, Desk } from '../desk.ts';
import { type DeskResult, succeed } from '../failure.ts';
import { contactListSchema, type KnownContact } from '../wire.ts';
import type { DeskContext } from './context.ts';

export function createContactOperations({ caller }: DeskContext): Pick<Desk, 'findContactByEmail'> {
  /** Whether the portal takes `email` as a search parameter; its own documents disagree (zoho-desk.md §4). */
  let takesEmail = true;

  const search = (query: { readonly email: string } | { readonly _all: string }, options?: CallOptions) =>
    caller.call(
      {
        operation: 'searchContacts',
        effect: 'read',
        scopes: 'Desk.contacts.READ and Desk.search.READ',
        schema: contactListSchema,
        empty: [],
        send: (api, init) => api.GET('/contacts/search', { params: { query: { ...query, limit: 50 } }, ...init }),
      },
      options,
    );

  async function findContactByEmail(email: string, options?: CallOptions): Promise<DeskResult<Contact | null>> {
    const wanted = email.trim();
    const first = takesEmail ? await search({ email: wanted }, options) : null;
    if (first !== null && !first.ok && first.failure.status === 422) {
      takesEmail = false;
    }
    const result = takesEmail && first !== null ? first : await search({ _all: wanted.slice(0, 100) }, options);
    if (!result.ok) {
      return result;
    }
    const match = result.value.find((contact) => hasAddress(contact, wanted.toLowerCase()));
    return succeed(match === undefined ? null : toContact(match));
  }

  return { findContactByEmail };
}

function hasAddress(contact: KnownContact, address: string): boolean {
  return [contact.email, contact.secondaryEmail].some((known) => known?.toLowerCase() === address);
}

function toContact({ secondaryEmail: _, ...contact }: KnownContact): Contact {
  return contact;
}
