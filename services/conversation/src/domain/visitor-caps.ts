import type { Visitor } from '@acebuddy/contracts';
import type { VisitorCounts } from '../ports.ts';

export interface VisitorCapSettings {
  /** Most tickets that one visitor's chats open in an hour. */
  readonly ticketsPerHour: number;
  /** Most chats that one visitor begins in an hour. */
  readonly sessionsPerHour: number;
}

export const defaultVisitorCaps: VisitorCapSettings = { ticketsPerHour: 30, sessionsPerHour: 60 };

/** Counts what one visitor causes; the same id is counted once, however often it is asked for. */
export interface VisitorCaps {
  allowsSession(visitor: Visitor, conversationId: string): Promise<boolean>;
  allowsTicket(visitor: Visitor, conversationId: string, requestId: string): Promise<boolean>;
}

export function createVisitorCaps(settings: VisitorCapSettings, counts: VisitorCounts): VisitorCaps {
  return {
    allowsSession: (visitor, conversationId) =>
      counts.take(`session ${visitorKeyOf(visitor, conversationId)}`, conversationId, settings.sessionsPerHour),
    allowsTicket: (visitor, conversationId, requestId) =>
      counts.take(`ticket ${visitorKeyOf(visitor, conversationId)}`, requestId, settings.ticketsPerHour),
  };
}

/** The channel's own id first: an address is only what somebody typed, and several people may share one. */
export function visitorKeyOf(visitor: Visitor, conversationId: string): string {
  return visitor.id ?? visitor.email?.toLowerCase() ?? conversationId;
}
