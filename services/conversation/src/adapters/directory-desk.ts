import type { Directory, Ticketing } from '../ports.ts';

/** With a token to be fetched first; the cache in front decides how long a customer waits. */
const waitMs = 6_000;

/** Without a directory of our own, the desk's contacts are the people we know (issue of identity; workflows.md, 7). */
export function createDeskDirectory(ticketing: Pick<Ticketing, 'findContact'>): Directory {
  return {
    async find(email) {
      const contact = await ticketing.findContact({ email, waitMs });
      if (contact?.email == null || contact.email.toLowerCase() !== email.toLowerCase()) return null;
      return {
        name: contact.name,
        email: contact.email,
        isPoc: false,
        ...(contact.phone === null ? {} : { phone: contact.phone }),
      };
    },
  };
}
