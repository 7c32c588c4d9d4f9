import { createPortalCore, type OperatorAvailability, type PortalCore, type PortalOptions } from './portal-core.ts';
import type { SimulatedConversation, SimulatedOperator, SimulatedVisitor } from './portal-types.ts';

/**
 * A simulated SalesIQ portal: the conversations, what their visitors see, who attends them, the bot's open turns and its
 * failure count. Chat windows and the REST plugin work on it; tests and the playground look into it.
 */
export type SalesiqPortal = ReturnType<typeof createSalesiqPortal>;

export function createSalesiqPortal(options: PortalOptions) {
  const core = createPortalCore(options);
  let availability: OperatorAvailability = 'available';
  return {
    ...core,
    /** `busy`: `forward` fails with 1002; `offline`: with 1001 (salesiq.md §2.8). */
    setOperators(next: OperatorAvailability): void {
      availability = next;
    },
    operators: () => availability,
    ...chatActions(core),
    ...operatorActions(core),
  };
}

/** What the visitor and SalesIQ itself do. */
function chatActions(core: PortalCore) {
  const { get, emit, show, changed, now, nextId } = core;
  return {
    openConversation(
      visitor: SimulatedVisitor,
      channel: string,
      question: string,
      id = nextId(),
    ): SimulatedConversation {
      const conversation: SimulatedConversation = {
        id,
        visitor,
        channel,
        question,
        status: 'open',
        attender: null,
        lines: [],
        notes: [],
        offer: {},
        rating: null,
        startedAt: now().toISOString(),
        endedAt: null,
      };
      core.add(conversation);
      emit('conversation.created', conversation);
      changed(id);
      return conversation;
    },
    /** @param looks What stands in her window, where that is something else: stars for a number of them. @default text */
    visitorSays(id: string, text: string, looks = text): void {
      const conversation = get(id);
      conversation.offer = {};
      show(id, { from: 'visitor', text: looks });
      const { uniqueId, name = 'Visitor' } = conversation.visitor;
      const message = { msgid: nextId(), text, meta: {}, sender: { id: uniqueId, name, type: 'visitor' } };
      emit('conversation.visitor.replied', conversation, { message });
    },
    /** Ends the chat; `missed` when nobody came. */
    end(id: string, status: 'closed' | 'missed' = 'closed'): void {
      const conversation = get(id);
      if (conversation.status !== 'open') return;
      conversation.status = status;
      conversation.endedAt = now().toISOString();
      conversation.offer = {};
      emit(status === 'closed' ? 'conversation.completed' : 'conversation.missed', conversation);
      changed(id);
    },
    rate(id: string, rating: number, feedback = ''): void {
      const conversation = get(id);
      conversation.rating = { rating, feedback };
      emit('conversation.rated', conversation, { rating: String(rating), feedback });
    },
  };
}

/** What people on the other side do. */
function operatorActions(core: PortalCore) {
  const { get, emit, show, changed, nextId, operator } = core;
  return {
    /** An operator has the chat from here on; SalesIQ no longer asks the bot. */
    takeOver(id: string, by: SimulatedOperator = operator): void {
      const conversation = get(id);
      conversation.attender = by;
      conversation.offer = {};
      emit('conversation.attender.updated', conversation, { attender: personOf(by) });
      changed(id);
    },
    operatorSays(id: string, text: string, by?: SimulatedOperator): void {
      const conversation = get(id);
      const author = by ?? conversation.attender ?? operator;
      show(id, { from: 'operator', text, author: author.name });
      const message = { msgid: nextId(), text, meta: {}, sender: { ...personOf(author), type: 'operator' } };
      emit('conversation.operator.replied', conversation, { message });
    },
    note(id: string, text: string): void {
      get(id).notes.push(text);
      changed(id);
    },
  };
}

function personOf({ id, name, email }: SimulatedOperator) {
  return { id, name, email_id: email };
}
