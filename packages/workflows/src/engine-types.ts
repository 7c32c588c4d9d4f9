import type {
  IdentityProof,
  IncomingContent,
  InputCard,
  Priority,
  SessionState,
  TranscriptEntry,
  TurnWhy,
  Visitor,
} from '@acebuddy/contracts';
import type { z } from 'zod';
import type { Effect } from './effect-schema.ts';
import type { engineStateSchema } from './engine-state-schema.ts';

export type { Effect, TicketRequest } from './effect-schema.ts';

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
  /** What the values of a workflow are called, by slot name; empty for one that there is not. */
  labelsOf?(workflow: string | null): Readonly<Record<string, string>>;
}

/** Opaque to everyone but the engine; versioned, JSON-serialisable, does not grow with the length of the chat. */
export type EngineState = Readonly<z.infer<typeof engineStateSchema>>;

export interface EngineView {
  readonly state: SessionState;
  readonly workflow: string | null;
  /** Collected answers by slot name, readable values. */
  readonly slots: Readonly<Record<string, string>>;
  /**
   * What is proven about the customer for the run in progress or the last one; `null` when its workflow asks for no
   * identity and nothing was proven.
   */
  readonly verified: IdentityProof | null;
  /** A code for the address in use was confirmed in this chat. */
  readonly mailboxProven: boolean;
  /** A code is on its way: the next message may prove her address. */
  readonly awaitsCode: boolean;
  /** A one-time code went out in this chat: six digits by themselves are one, also when they are said again. */
  readonly codeWasSent: boolean;
  /** Accounts that the run names: the caller looks up whose they are (`EngineContext.accounts`). */
  readonly accounts: readonly NamedAccount[];
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
  /** Written in a language that nobody here speaks; left out otherwise. */
  readonly foreign?: true;
  /** The main language of the message: a BCP 47 tag without a region, and how sure that is, 0 to 1. */
  readonly language?: { readonly tag: string; readonly confidence: number };
}

/**
 * An account that a request is about, as the customer named it. `full_name`: of somebody who has one; `mail_domain`: whose
 * mail domain that is, one person of each company is enough.
 */
export interface NamedAccount {
  readonly by: 'user_name' | 'email' | 'full_name' | 'mail_domain';
  readonly value: string;
}

/** The same, with everybody to whom the directory gives it; `null`: it cannot be asked, or did not answer. */
export interface AccountOwners extends NamedAccount {
  readonly owners: readonly KnownPerson[] | null;
}

/** A person as the customer directory (or the desk's contacts, where the operator trusts them) knows them. */
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
  /**
   * The language that the channel says she reads, BCP 47: where the chat begins. What her own words tell counts more: the
   * `language` of what a message was understood to mean, which the state keeps.
   * @default 'en'
   */
  readonly language?: string | null;
  /** What the directory knows of the visitor's address; null when unknown. */
  readonly known: KnownPerson | null;
  /** Whose the accounts are that the run names; one that is missing here counts as not looked up. */
  readonly accounts: readonly AccountOwners[];
  readonly settings: EngineSettings;
  /** Best help article for this message, when one matches well. */
  readonly article: HelpArticle | null;
  /** Open requests of other chats, newest first. Spoken of only to who has proved their address in this chat. */
  readonly openRequests: readonly OpenRequest[];
  /** How the tickets of this chat stand, by run; none is known where left out. */
  readonly tickets?: readonly (RequestNews & { readonly runId: string })[];
  /** Requests of other chats, newest first, closed ones included. Given only to who proves their address in this chat. */
  readonly earlierRequests?: readonly EarlierRequest[];
  /** Preview chats and social channels cannot show every card. */
  readonly cards: boolean;
  /**
   * The channel asks the bot only while no person holds the chat: that it asks at all says that nobody came.
   * @default false
   */
  readonly callsOnlyWhenFree?: boolean;
}

/** How a request stands, as far as the desk has told. */
export interface RequestNews {
  /** ISO instant. */
  readonly openedAt: string;
  readonly closed: boolean;
  /** On hold on the desk. */
  readonly onHold: boolean;
  /** What an agent wrote last for the customer, cut to a few lines. */
  readonly lastAnswer: { readonly author: string; readonly text: string; readonly at: string } | null;
}

/** A request of another chat under the proven address. */
export interface EarlierRequest extends RequestNews {
  /** The address that it was opened with. */
  readonly email: string;
  readonly workflow: string;
  readonly reference: string;
  readonly ticketNumber: string | null;
}

export interface OpenRequest {
  readonly workflow: string;
  readonly reference: string;
  readonly ticketId: string | null;
  readonly ticketNumber: string | null;
  /** The address that was proven when it was opened. */
  readonly email: string;
}

/** Operator's configuration as far as the engine speaks of it. Every field has a default (integration.md, "The operator's file"). */
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
  /**
   * What led to it, for messages; of results of effects what they filled and ordered (`withLater` adds that to their turn's).
   * Null for everything else.
   */
  readonly why: TurnWhy | null;
  /** When the caller must send a `timer` input if nothing else happens; null for never. ISO instant. */
  readonly wakeAt: string | null;
}

/** Used by the caller to give the engine's texts a time; kept here so that both sides agree on the shape. */
export type TurnLine = TranscriptEntry;
