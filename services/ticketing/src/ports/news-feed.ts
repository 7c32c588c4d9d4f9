import type { TicketNews } from '@acebuddy/contracts';

export type NewsItem = TicketNews['news'];

export interface NewNews {
  /** Names the fact: the same key is never told twice. */
  readonly key: string;
  readonly ticketId: string;
  readonly requestId: string;
  /** ISO instant. */
  readonly at: string;
  readonly news: NewsItem;
}

/**
 * What happened to our tickets, numbered without gaps in the order it can be read: whoever has read number n has
 * seen, or could have seen, all below n. Consumers therefore only keep their last number.
 */
export interface NewsFeed {
  /** Returns false when the fact is already in the feed. */
  append(item: NewNews): Promise<boolean>;
  /** Oldest first, numbers greater than `after`. */
  read(after: number, limit: number): Promise<readonly TicketNews[]>;
  /** Takes away what agents wrote in answer to these requests; the numbers stay. Returns how many texts went. */
  erase(isWanted: (requestId: string) => boolean): Promise<number>;
  /** Removes old news; the newest one stays, so that numbers are never given twice. */
  prune(before: number): Promise<number>;
}
