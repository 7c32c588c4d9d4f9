import { storedRecord, type TicketNews, ticketIdSchema, ticketNewsSchema } from '@acebuddy/contracts';
import type { RecordCipher } from '@acebuddy/storage';
import type { NewNews } from '../ports.ts';

/** How news is written by both stores: what agents wrote is sealed, bound to the fact's key. */
export interface NewsCodec {
  seal(item: NewNews): string;
  open(key: string, sealed: string, seq: number): TicketNews;
}

const storedNewsSchema = storedRecord(ticketNewsSchema);
/** What holds no text of an agent; whether the kinds of a newer release do is not known here. */
const wordless: ReadonlySet<string> = new Set(['created', 'status'] satisfies TicketNews['news']['kind'][]);

/** The same news without what an agent wrote: nobody is told anything by it. Null when there is no such text. */
export function withoutText({ seq: _, ...item }: TicketNews, key: string): NewNews | null {
  const ticket = { ticketId: ticketIdSchema.parse(item.ticketId), ticketNumber: '', webUrl: null };
  return wordless.has(item.news.kind) ? null : { ...item, key, news: { kind: 'created', ticket } };
}

export function createNewsCodec(cipher: RecordCipher): NewsCodec {
  return {
    seal: ({ key, ...item }) => cipher.seal(JSON.stringify(item), recordId(key)),
    open: (key, sealed, seq) => {
      const item: unknown = JSON.parse(cipher.open(sealed, recordId(key)));
      return storedNewsSchema.parse({ ...(item as object), seq });
    },
  };
}

function recordId(key: string): string {
  return `ticketing/news/${key}`;
}
