import type { NotificationStore } from '../ports.ts';

export interface MailPaceDeps {
  readonly store: Pick<NotificationStore, 'deliveryTimes'>;
  readonly now: () => Date;
  /** Most mails to one address within an hour. */
  readonly perRecipientPerHour: number;
}

export type Place =
  | { readonly kind: 'now' }
  /** As soon as the hour has room for it. */
  | { readonly kind: 'later'; readonly at: Date }
  /** A day of mails waits already: nobody would read this one. `at` is when it could go. */
  | { readonly kind: 'refused'; readonly at: Date };

export type MailPace = (recipient: string) => Promise<Place>;

const hourMs = 3_600_000;
/** A mail is held back for at most so long. */
const heldMsMax = 24 * hourMs;

/**
 * Nobody can be flooded with mails through us, and yet no confirmation is lost: beyond the limit, mails to one address
 * queue up behind each other. Counted in the store, so that it holds for all replicas together.
 */
export function createMailPace({ store, now, perRecipientPerHour }: MailPaceDeps): MailPace {
  return async (recipient) => {
    const at = now().getTime();
    const since = new Date(at - hourMs - heldMsMax).toISOString();
    const times = await store.deliveryTimes(recipient, 'mail', since, perRecipientPerHour);
    const oldest = times[perRecipientPerHour - 1];
    const free = oldest === undefined ? at : Date.parse(oldest) + hourMs;
    if (free <= at) return { kind: 'now' };
    return { kind: free - at > heldMsMax ? 'refused' : 'later', at: new Date(free) };
  };
}
