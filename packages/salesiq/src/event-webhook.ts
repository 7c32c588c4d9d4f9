import { z } from 'zod';
import { toLine, toRecord } from './loose-values.ts';

const line = (charsMax: number) => z.unknown().transform((value) => toLine(value, charsMax));
const id = line(1_000).optional();
const record = z.unknown().transform(toRecord);

/**
 * One delivery of a SalesIQ workflow webhook (salesiq.md §8). `entity` depends on the event and is read by
 * `to-chat-events.ts`; ids, `attempt` and `event_time` may be numbers or text.
 */
export const eventWebhookSchema = z
  .object({
    event: z.unknown().transform((value) => toLine(value, 100) ?? 'unknown'),
    entity_id: id,
    org_id: id,
    event_time: id,
    entity: record.optional(),
  })
  .transform((delivery) => ({
    event: delivery.event,
    entityId: delivery.entity_id ?? toLine(delivery.entity?.id, 1_000),
    orgId: delivery.org_id,
    eventTime: delivery.event_time,
    entity: delivery.entity ?? {},
  }));
export type EventWebhook = z.output<typeof eventWebhookSchema>;

/** Whether a parsed body is an event delivery: it names an event and the thing that it happened to. */
export function isEventWebhook(body: unknown): boolean {
  const { event, entity_type, entity_id, entity } = toRecord(body);
  return typeof event === 'string' && [entity_type, entity_id, entity].some((value) => value !== undefined);
}
