import type { SimulatedConversation } from './portal-types.ts';

/** Body of a workflow webhook as SalesIQ sends it (salesiq.md §8). */
export type EventBody = Readonly<Record<string, unknown>> & { readonly event: string; readonly entity_id: string };

export interface EventBodiesOptions {
  readonly orgId: string;
  readonly departmentId: string;
  readonly now: () => Date;
  readonly nextId: () => string;
}

export function createEventBodies({ orgId, departmentId, now, nextId }: EventBodiesOptions) {
  const webhook = { id: nextId() };
  const epochMs = (instant: string) => String(Date.parse(instant));
  return {
    of(event: string, conversation: SimulatedConversation, more: Readonly<Record<string, unknown>>): EventBody {
      const { visitor } = conversation;
      return {
        entity_type: 'conversation',
        webhook,
        org_id: orgId,
        event,
        entity_id: conversation.id,
        attempt: 1,
        version: '1',
        app_id: '800009278986899',
        event_time: String(now().getTime()),
        entity: {
          id: conversation.id,
          reference_id: conversation.id.slice(-4),
          opened_time: epochMs(conversation.startedAt),
          ...(conversation.endedAt !== null && { end_time: epochMs(conversation.endedAt) }),
          department_id: departmentId,
          visitor: {
            id: visitor.uniqueId,
            name: visitor.name ?? null,
            email_id: visitor.email ?? null,
            phone: visitor.phone ?? null,
            type: 'lead',
            channel: conversation.channel,
          },
          question: conversation.question,
          supervisors: [],
          participants: [],
          status: conversation.status === 'open' ? 'Open' : 'Closed',
          ...more,
        },
      };
    },
  };
}
