import type { ZobotInput } from '../zobot-response.ts';

export interface SimulatedVisitor {
  readonly uniqueId: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly timeZone?: string;
}

export interface SimulatedOperator {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** One line of the chat as the visitor sees it. `info` is SalesIQ's own. */
export interface SimulatedLine {
  readonly from: 'visitor' | 'bot' | 'operator' | 'info';
  readonly text: string;
  readonly author?: string;
  readonly at: string;
}

/** What the window shows in place of the text field. */
export interface Offer {
  readonly suggestions?: readonly string[];
  readonly input?: ZobotInput;
}

export interface SimulatedConversation {
  readonly id: string;
  readonly visitor: SimulatedVisitor;
  readonly channel: string;
  readonly question: string;
  status: 'open' | 'closed' | 'missed';
  /** Null while the bot attends. */
  attender: SimulatedOperator | null;
  readonly lines: SimulatedLine[];
  readonly notes: string[];
  offer: Offer;
  rating: { readonly rating: number; readonly feedback: string } | null;
  readonly startedAt: string;
  endedAt: string | null;
}

/** One call of the bot, for the callback rules (salesiq.md §6). */
export interface SimulatedTurn {
  readonly requestId: string;
  readonly conversationId: string;
  readonly openedAtMs: number;
  state: 'running' | 'pending' | 'finished';
}

/** SalesIQ's view of the bot (salesiq.md §1.3): the fourth failure in a row, or one 410, turns it off. */
export interface BotHealth {
  failuresInARow: number;
  readonly failures: { readonly requestId: string; readonly reason: string; readonly at: string }[];
  disabled: boolean;
}
