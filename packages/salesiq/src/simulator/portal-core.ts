import { createEventBodies, type EventBody } from './event-body.ts';
import type {
  BotHealth,
  Offer,
  SimulatedConversation,
  SimulatedLine,
  SimulatedOperator,
  SimulatedTurn,
} from './portal-types.ts';

export interface PortalOptions {
  readonly now: () => Date;
  readonly orgId?: string;
  readonly screenName?: string;
  readonly departmentId?: string;
  readonly operator?: SimulatedOperator;
  /** Who authorised the program that calls by REST: its messages appear as this operator's, not as the bot's. */
  readonly tokenOwner?: SimulatedOperator;
}

export type PortalListener = (conversationId: string) => void;
export type EventListener = (event: EventBody) => void;
export type OperatorAvailability = 'available' | 'busy' | 'offline';
export type PortalCore = ReturnType<typeof createPortalCore>;

/** The portal's state and the ways in which every change of it is made known. */
export function createPortalCore(options: PortalOptions) {
  const { now, orgId = '55778119', screenName = 'simulated', departmentId = '4000000008692' } = options;
  const operator = options.operator ?? { id: '4000000008693', name: 'Jade Tywin', email: 'jade@support.example' };
  const owner = options.tokenOwner ?? { id: '4000000008694', name: 'AceBuddy', email: 'acebuddy@support.example' };
  const conversations = new Map<string, SimulatedConversation>();
  const listeners = new Set<PortalListener>();
  const eventListeners = new Set<EventListener>();
  const nextId = createIds(now);
  const bodies = createEventBodies({ orgId, departmentId, now, nextId });
  const bot: BotHealth = { failuresInARow: 0, failures: [], disabled: false };

  const changed = (id: string) => {
    for (const listener of listeners) listener(id);
  };
  const get = (id: string): SimulatedConversation => {
    const conversation = conversations.get(id);
    if (conversation === undefined) throw new Error(`the portal has no conversation ${id}`);
    return conversation;
  };
  return {
    orgId,
    screenName,
    departmentId,
    operator,
    tokenOwner: owner,
    bot,
    turns: new Map<string, SimulatedTurn>(),
    nextId,
    now,
    changed,
    get,
    conversations: (): readonly SimulatedConversation[] => [...conversations.values()],
    conversation: (id: string): SimulatedConversation | undefined => conversations.get(id),
    add(conversation: SimulatedConversation): void {
      conversations.set(conversation.id, conversation);
    },
    emit(event: string, conversation: SimulatedConversation, more: Record<string, unknown> = {}): void {
      const body = bodies.of(event, conversation, more);
      for (const listener of eventListeners) listener(body);
    },
    show(id: string, line: Omit<SimulatedLine, 'at'>): void {
      get(id).lines.push({ ...line, at: now().toISOString() });
      changed(id);
    },
    offer(id: string, offered: Offer): void {
      get(id).offer = offered;
      changed(id);
    },
    /** Called with a conversation's id whenever something about it changed. Returns the way to stop. */
    onChange: (listener: PortalListener) => subscribe(listeners, listener),
    /** Called with the body of every event webhook that SalesIQ would send. Returns the way to stop. */
    onEvent: (listener: EventListener) => subscribe(eventListeners, listener),
  };
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** 17 digits, more than a double holds, as SalesIQ's; they start at the clock, so that a restarted portal reuses none. */
function createIds(now: () => Date): () => string {
  let last = 40_000_000_000_000_000n + BigInt(now().getTime()) * 1_000n;
  return () => {
    last += 1n;
    return last.toString();
  };
}
