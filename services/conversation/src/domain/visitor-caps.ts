import type { Visitor } from '@acebuddy/contracts';

export interface VisitorCapSettings {
  /** Most tickets that one visitor's chats open in an hour. */
  readonly ticketsPerHour: number;
  /** Most chats that one visitor begins in an hour. */
  readonly sessionsPerHour: number;
}

export const defaultVisitorCaps: VisitorCapSettings = { ticketsPerHour: 30, sessionsPerHour: 60 };

/** Counts what one visitor causes. Numbers are per process; the same id is counted once, however often it is asked for. */
export interface VisitorCaps {
  allowsSession(visitor: Visitor, conversationId: string): boolean;
  allowsTicket(visitor: Visitor, conversationId: string, requestId: string): boolean;
}

const hourMs = 3_600_000;
/** Visitors that are remembered; beyond that the one who was seen longest ago is forgotten. */
const visitorsMax = 20_000;

export function createVisitorCaps(settings: VisitorCapSettings, now: () => Date): VisitorCaps {
  const sessions = createHourlyCount(settings.sessionsPerHour, now);
  const tickets = createHourlyCount(settings.ticketsPerHour, now);
  return {
    allowsSession: (visitor, conversationId) => sessions(keyOf(visitor, conversationId), conversationId),
    allowsTicket: (visitor, conversationId, requestId) => tickets(keyOf(visitor, conversationId), requestId),
  };
}

/** The channel's own id first: an address is only what somebody typed, and several people may share one. */
function keyOf(visitor: Visitor, conversationId: string): string {
  return visitor.id ?? visitor.email?.toLowerCase() ?? conversationId;
}

function createHourlyCount(max: number, now: () => Date): (key: string, id: string) => boolean {
  const seen = new Map<string, Map<string, number>>();
  return (key, id) => {
    const at = now().getTime();
    const recent = new Map([...(seen.get(key) ?? [])].filter(([, seenAt]) => at - seenAt < hourMs));
    const allowed = recent.has(id) || recent.size < max;
    if (allowed && !recent.has(id)) recent.set(id, at);
    seen.delete(key);
    seen.set(key, recent);
    const oldest = seen.keys().next().value;
    if (seen.size > visitorsMax && oldest !== undefined) seen.delete(oldest);
    return allowed;
  };
}
