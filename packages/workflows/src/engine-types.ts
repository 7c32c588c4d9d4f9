import type {
  Attachment,
  IncomingContent,
  InputCard,
  Priority,
  SessionState,
  TranscriptEntry,
  Visitor,
} from '@acebuddy/contracts';

/**
 * The engine's door. `step` is pure: the same state, input and context give the same outcome, byte for byte.
 * Everything that needs I/O was done before (context) or is done afterwards (effects, whose results come back as input).
 */
export interface Engine {
  /** State of a chat before its first message. Plain JSON, stored by the caller as it is. */
  start(visitor: Visitor): EngineState;
  step(state: EngineState, input: EngineInput, context: EngineContext): EngineStep;
  /** What is shown of a session: state, workflow, collected slots in readable form. */
  view(state: EngineState): EngineView;
}

/** Opaque to everyone but the engine; versioned, JSON-serialisable, does not grow with the length of the chat. */
export type EngineState = { readonly schema: number } & Record<string, unknown>;

export interface EngineView {
  readonly state: SessionState;
  readonly workflow: string | null;
  /** Collected answers by slot name, readable values. */
  readonly slots: Readonly<Record<string, string>>;
  readonly verified: boolean;
  /** A person holds the chat, or was asked to: the bot is silent. */
  readonly attended: boolean;
  /** The run in progress or the last one: `run-1`, `run-2`… Each run leads to exactly one ticket. */
  readonly runId: string | null;
}

/** What one message may mean, computed by the detector before the step. */
export interface Understanding {
  readonly outcome: 'match' | 'unsure' | 'none';
  readonly workflow: string | null;
  readonly confidence: number;
  /** Best first, including the match; `unsure` offers the first two. */
  readonly alternatives: readonly { readonly workflow: string; readonly confidence: number }[];
  /** Further issues named in the same message, in order. */
  readonly others: readonly string[];
  /** Written in another language than English; left out otherwise. */
  readonly foreign?: true;
}

/** A person as the customer directory (or Desk's contact) knows them; the only addresses that codes go to. */
export interface KnownPerson {
  readonly name: string;
  readonly email: string;
  readonly userName?: string;
  readonly company?: string;
  readonly phone?: string;
  readonly isPoc: boolean;
  readonly poc?: { readonly name: string; readonly email: string };
}

export interface HelpArticle {
  readonly title: string;
  /** The passage that answers, plain text. */
  readonly excerpt: string;
}

export type EngineInput =
  | { readonly kind: 'incoming'; readonly content: IncomingContent; readonly understanding: Understanding | null }
  /** The outcome of an effect of an earlier step. */
  | { readonly kind: 'result'; readonly effectId: string; readonly result: EffectResult }
  /** SalesIQ says who holds the chat now; `talked`: the customer wrote to the operator who has it. */
  | { readonly kind: 'operator'; readonly event: 'joined' | 'left' | 'missed' | 'completed' | 'talked' }
  /** The answer to SalesIQ's own question: stars, words, or both. */
  | { readonly kind: 'rated'; readonly rating: number | null; readonly feedback: string | null }
  | {
      readonly kind: 'approval';
      /** The run whose approval it is; null for requests of releases that did not name it: the newest open one is meant. */
      readonly runId: string | null;
      readonly decision: 'approved' | 'declined' | 'expired';
      readonly comment: string | null;
    }
  | { readonly kind: 'ticket_status'; readonly runId: string; readonly status: string; readonly closed: boolean }
  /** Nothing was said for as long as the state's `wakeAt` asked. */
  | { readonly kind: 'timer' }
  /** Closed from outside (REST or retention); nothing is said any more. */
  | { readonly kind: 'close'; readonly reason: string | null };

export interface EngineContext {
  /** ISO instant. */
  readonly now: string;
  readonly visitor: Visitor;
  /** What the directory knows of the visitor's address; null when unknown. */
  readonly known: KnownPerson | null;
  /** True when the address comes from a real directory or desk contact and may receive codes. */
  readonly settings: EngineSettings;
  /** Best help article for this message, when one matches well. */
  readonly article: HelpArticle | null;
  /** Open requests of the same verified-able address, newest first (for "add to that ticket?"). */
  readonly openRequests: readonly OpenRequest[];
  /** Preview chats and social channels cannot show every card. */
  readonly cards: boolean;
}

export interface OpenRequest {
  readonly workflow: string;
  readonly reference: string;
  readonly ticketId: string | null;
  readonly ticketNumber: string | null;
}

/** Operator's configuration as far as the engine speaks of it. Every field has a default (workflows.md). */
export interface EngineSettings {
  readonly companyName: string;
  readonly supportEmail: string;
  readonly supportPhone: string | null;
  readonly businessHours: {
    readonly timeZone: string;
    readonly days: readonly BusinessDay[];
    readonly holidays: readonly string[];
  };
  /** Per workflow id: overrides of priority, team and expected resolution. */
  readonly workflows: Readonly<
    Record<string, { readonly priority?: Priority; readonly team?: string; readonly expectedResolution?: string }>
  >;
  /** Lists that texts and choices refer to, for example `plans`. */
  readonly lists: Readonly<Record<string, readonly { readonly value: string; readonly label: string }[]>>;
  readonly idleNudgeMinutes: number;
  readonly idleAbandonMinutes: number;
  readonly approvalReminderMinutes: number;
  /** SalesIQ department id for `forward`, when configured. */
  readonly forwardDepartment: string | null;
  readonly codesEnabled: boolean;
}

export interface BusinessDay {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** `HH:mm` local time. */
  readonly from: string;
  readonly to: string;
}

/** Work that the engine asks for. `id` is unique within the conversation and stable when the step is run again. */
export type Effect =
  | ({ readonly id: string; readonly awaited: boolean } & TicketEffect)
  | ({ readonly id: string; readonly awaited: boolean } & CodeEffect)
  | ({ readonly id: string; readonly awaited: boolean } & OtherEffect);

export type TicketEffect =
  /** Exactly one per run. The caller adds transcript, chat ids and reference and sends both mails after it. */
  | { readonly kind: 'createTicket'; readonly runId: string; readonly ticket: TicketRequest }
  | { readonly kind: 'comment'; readonly runId: string; readonly text: string; readonly isPublic: boolean }
  /** To a ticket of an earlier chat of the same verified customer. */
  | { readonly kind: 'commentTicket'; readonly ticketId: string; readonly text: string; readonly isPublic: boolean }
  | { readonly kind: 'status'; readonly runId: string; readonly status: string }
  | {
      readonly kind: 'call';
      readonly runId: string;
      readonly phone: string;
      readonly startsAt: string;
      readonly subject: string;
      readonly description: string;
    }
  /** Adds to the ticket what was said since the last transcript comment. */
  | { readonly kind: 'appendTranscript'; readonly runId: string; readonly note: string | null }
  | { readonly kind: 'attach'; readonly runId: string; readonly attachments: readonly Attachment[] };

export type CodeEffect =
  | {
      readonly kind: 'sendCode';
      readonly purpose: string;
      readonly to: { readonly name: string; readonly email: string };
      /** `false`: the directory does not know the address; no mail goes there, but the chat shows no difference. */
      readonly isKnown: boolean;
    }
  | { readonly kind: 'verifyCode'; readonly purpose: string; readonly code: string };

export type OtherEffect =
  | {
      readonly kind: 'requestApproval';
      readonly runId: string;
      readonly approver: { readonly name: string; readonly email: string };
      readonly subject: string;
      readonly facts: readonly { readonly label: string; readonly value: string }[];
      readonly remindAfterMinutes: number;
    }
  | { readonly kind: 'mailCustomer'; readonly runId: string; readonly text: string }
  | { readonly kind: 'closeChat' };

/** Everything about a ticket that the engine decides. */
export interface TicketRequest {
  readonly workflow: string;
  readonly workflowName: string;
  readonly outcome: 'ticket' | 'resolved' | 'awaiting_approval' | 'escalated' | 'abandoned';
  readonly subject: string;
  readonly description: string;
  readonly priority: Priority;
  readonly team: string;
  readonly status: 'Open' | 'On Hold' | 'Escalated' | 'Closed';
  readonly expectedResolution: string | null;
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly dueAt: string | null;
  readonly customer: { readonly name: string; readonly email: string | null; readonly phone: string | null };
  /** True, false, or null where the workflow needs no verification. */
  readonly verified: boolean | null;
  readonly collected: readonly { readonly label: string; readonly value: string }[];
  readonly actionRequired: string;
  readonly mailNotes: readonly string[];
}

export type EffectResult =
  | {
      readonly kind: 'ticket';
      readonly outcome: 'created';
      readonly ticketId: string;
      readonly ticketNumber: string;
      readonly webUrl: string | null;
      readonly reference: string;
    }
  /** Not yet: the reply promises it under our reference. Sent once when the budget is used up; `created` follows later. */
  | { readonly kind: 'ticket'; readonly outcome: 'pending'; readonly reference: string }
  | { readonly kind: 'ticket'; readonly outcome: 'failed'; readonly reference: string }
  | { readonly kind: 'code'; readonly outcome: 'sent' | 'limited' | 'failed' }
  | { readonly kind: 'verification'; readonly outcome: 'verified' | 'wrong' | 'spent'; readonly triesLeft: number }
  | { readonly kind: 'approval'; readonly outcome: 'asked' | 'failed' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };

/** The bot's words of one step. `silent`: an operator has the chat. */
export interface EngineReply {
  readonly action: 'reply' | 'forward' | 'silent';
  readonly texts: readonly string[];
  readonly suggestions: readonly string[];
  readonly input: InputCard | null;
}

export interface EngineStep {
  readonly state: EngineState;
  /** For `result` inputs of late effects: what to push into the chat (empty texts: nothing). */
  readonly reply: EngineReply;
  readonly effects: readonly Effect[];
  /** When the caller must send a `timer` input if nothing else happens; null for never. ISO instant. */
  readonly wakeAt: string | null;
}

/** Used by the caller to give the engine's texts a time; kept here so that both sides agree on the shape. */
export type TurnLine = TranscriptEntry;
