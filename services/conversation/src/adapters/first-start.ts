import { type OpenAuditOptions, openAudit } from '@acebuddy/audit';

/**
 * When this service was first started on its store, which no chat was before: the time of the oldest entry of its audit
 * trail, which nothing removes. ISO instant. Read once, when it is first asked for.
 */
export function createFirstStart({
  now = () => new Date(),
  ...options
}: Omit<OpenAuditOptions, 'chain' | 'now'> & Partial<Pick<OpenAuditOptions, 'now'>>): () => Promise<string> {
  let known: string | null = null;
  return async () => {
    if (known !== null) return known;
    const audit = await openAudit({ ...options, chain: 'conversation', now });
    const { items } = await audit.list({ after: 0, limit: 1 });
    known = items[0]?.at ?? now().toISOString();
    return known;
  };
}
