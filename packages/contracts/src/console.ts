import { z } from 'zod';
import { actorSchema, auditEntrySchema } from './audit.ts';
import { outboxItemSchema, sessionStateSchema, transcriptEntrySchema } from './conversation.ts';
import { extensibleEnum } from './extensible-enum.ts';
import { conversationIdSchema, instantSchema } from './ids.ts';
import { identityProofSchema } from './people.ts';
import { turnWhySchema } from './why.ts';

/*
 * What the console reads of the services. Lists are paged by an opaque key, newest first unless said otherwise.
 */

/** A moment and an id, which may have 300 characters itself. */
const cursor = z.string().max(400);

/** What needs a person: each with its count and the moment the oldest of them began. */
export const attentionKinds = [
  /** Conversation: asked for a person, and nobody came. */
  'person_waiting',
  /** Conversation: promised tickets that are not there after five minutes. */
  'ticket_late',
  /** Conversation: ratings of one or two stars in the last seven days. */
  'unhappy_rating',
  /** Any service: work that was given up. */
  'dead_letters',
  /** Notifications: mails that were given up. */
  'failed_mails',
  /** Notifications: approvals that nobody decided within their time. */
  'approvals_overdue',
  /** Ticketing: Desk cannot be used: token, credits. */
  'desk_trouble',
  /** Ticketing: tickets in Desk that its store, put back from a backup, does not know. */
  'unknown_tickets',
  /** Conversation: share of messages not understood in the last day is well above the 28 days before. */
  'not_understood',
  /** Notifications: the mail server does not take our mails, so that nobody is told by mail of anything either. */
  'mail_trouble',
  /** Gateway: services that do not answer. */
  'service_silent',
] as const;
export const attentionSchema = z.object({
  kind: extensibleEnum(attentionKinds),
  count: z.number().int().nonnegative(),
  /** When the oldest of them began; null when that is not known. */
  oldestAt: instantSchema.nullable(),
  /** One sentence where a count says too little (`desk_trouble`). */
  detail: z.string().nullable(),
});
export type Attention = z.infer<typeof attentionSchema>;
/** Answer of every service's `attention`: only what it owns, only where there is any. */
export const attentionListSchema = z.object({ items: z.array(attentionSchema) });

/** Who has a chat. */
export const chatHolders = ['bot', 'waiting', 'person', 'nobody'] as const;

/** Filters of `conversation.listConversations`; all that are given must hold. */
export const conversationFilterSchema = z.object({
  state: sessionStateSchema.optional(),
  /** How the newest run ended (`runOutcomes` of the metrics package). */
  outcome: z.string().max(40).optional(),
  workflow: z.string().max(100).optional(),
  verified: identityProofSchema.optional(),
  /** BCP 47. */
  language: z.string().max(20).optional(),
  ratingMin: z.number().int().min(1).max(5).optional(),
  ratingMax: z.number().int().min(1).max(5).optional(),
  attention: z.enum(['person_waiting', 'ticket_late', 'unhappy_rating', 'dead_letters']).optional(),
  /** It went on between these instants: the last thing happened in it at `from` or after, and it began before `to`. */
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});
export const listConversationsInputSchema = conversationFilterSchema.extend({
  /**
   * `activity`: the newest change first. `waiting`: only chats that need somebody, for what `attention` names (a person to come when
   * it names nothing), the longest waiting first.
   */
  order: z.enum(['activity', 'waiting']).default('activity'),
  after: cursor.optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListConversationsInput = z.input<typeof listConversationsInputSchema>;

/** A chat as a line of a list: no words of it. */
export const conversationRowSchema = z.object({
  conversationId: z.string(),
  /** Its id at the channel. */
  chatId: z.string(),
  channel: z.string(),
  visitorName: z.string().nullable(),
  state: sessionStateSchema,
  workflow: z.string().nullable(),
  /** Of the newest run; null before the first. */
  outcome: z.string().nullable(),
  verified: identityProofSchema.nullable(),
  language: z.string().nullable(),
  /** Stars, 1 to 5. */
  rating: z.number().nullable(),
  holder: extensibleEnum(chatHolders),
  ticketNumber: z.string().nullable(),
  ticketId: z.string().nullable(),
  reference: z.string().nullable(),
  /** Since when somebody is waited for; null: nobody is, or for so long that `person_waiting` is no more in `attention`. */
  waitingSince: instantSchema.nullable(),
  attention: z.array(extensibleEnum(attentionKinds)),
  messages: z.number().int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type ConversationRow = z.infer<typeof conversationRowSchema>;
export const conversationPageSchema = z.object({
  items: z.array(conversationRowSchema),
  next: z.string().nullable(),
});

/**
 * Search by ticket number (with or without `#`), our reference, chat id, conversation id, e-mail address or whole words of the
 * visitor's name; newest first, at most 100.
 */
export const findConversationsInputSchema = z.object({ query: z.string().trim().min(1).max(200) });
export const foundConversationsSchema = z.object({
  /** As what it was understood: `nothing` when it is none of these. */
  as: extensibleEnum(['ticket', 'reference', 'chat', 'email', 'name', 'nothing']),
  items: z.array(conversationRowSchema),
});

/**
 * Input of `conversation.nameChats`: which chats, and of each which piece of work (the rest of its id), so that the right one of
 * several requests is named.
 */
export const nameChatsInputSchema = z.object({
  items: z.array(z.object({ conversationId: z.string().min(1).max(300), work: z.string().max(300) })).max(100),
});
/** Whose chat it is and about what: what a list of work or approvals says of each line. No words of the chat. */
export const namedChatSchema = z.object({
  conversationId: z.string(),
  visitorName: z.string().nullable(),
  workflow: z.string().nullable(),
  reference: z.string().nullable(),
  ticketId: z.string().nullable(),
  ticketNumber: z.string().nullable(),
  ticketUrl: z.string().nullable(),
});
export type NamedChat = z.infer<typeof namedChatSchema>;
/** One for each that was asked for, in the same order; null: there is no such chat, or not any more. */
export const namedChatsSchema = z.object({ items: z.array(namedChatSchema.nullable()) });

/** The newest change of any chat: a console that saw this mark has nothing to fetch. Cheap, called every two seconds. */
export const liveMarkSchema = z.object({ mark: z.string() });

export const consoleTurnSchema = z.object({
  seq: z.number().int(),
  at: instantSchema,
  /** Milliseconds from arrival to the answer; null where it is not known. */
  tookMs: z.number().int().nullable(),
  /** Id of the request that brought it, for a search of the log; null, or absent, where that is not known. */
  correlationId: z.string().nullish(),
  lines: z.array(transcriptEntrySchema),
  /** Null for turns of releases that kept none, and for those that no message caused. */
  why: turnWhySchema.nullable(),
});
export type ConsoleTurn = z.infer<typeof consoleTurnSchema>;

export const consoleRunSchema = z.object({
  runId: z.string(),
  workflow: z.string(),
  /** How its chat ended: as the figures count it (`runOutcomes` of the metrics package), or as the dialogue says. */
  outcome: z.string(),
  reference: z.string(),
  ticketId: z.string().nullable(),
  ticketNumber: z.string().nullable(),
  ticketUrl: z.string().nullable(),
  verified: identityProofSchema.nullable(),
  /** Desk's word for its state, as told last. */
  status: z.string().nullable(),
  openedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  /** What an agent wrote last for the customer. */
  lastAnswer: z.object({ author: z.string(), text: z.string(), at: instantSchema }).nullable(),
});

/** Input of `conversation.getConversation`. Reading is audited. */
export const getConversationInputSchema = z.object({
  conversationId: conversationIdSchema,
  /** Turns before this one; the newest when left out. */
  beforeSeq: z.number().int().positive().optional(),
  limit: z.number().int().min(1).max(200).default(100),
  actor: actorSchema.optional(),
});
export const consoleConversationSchema = z.object({
  row: conversationRowSchema,
  visitor: z.object({
    id: z.string().nullable(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    timeZone: z.string().nullable(),
    country: z.string().nullable(),
  }),
  /** What was collected for the newest run, with the question's name in plain words. */
  collected: z.array(z.object({ slot: z.string(), label: z.string(), value: z.string() })),
  runs: z.array(consoleRunSchema),
  /** In order. */
  turns: z.array(consoleTurnSchema),
  /** `beforeSeq` of the page before; null: there is none. */
  earlier: z.number().int().nullable(),
  outbox: z.array(outboxItemSchema),
});
export type ConsoleConversation = z.infer<typeof consoleConversationSchema>;

/** Input of `conversation.takeFromBot`: from then on a person has the chat. `CONFLICT` when one has, or it is closed. */
export const takeFromBotInputSchema = z.object({ conversationId: conversationIdSchema, actor: actorSchema.optional() });
/** Input of `conversation.addNote`: for the team only. `UNPROCESSABLE` when the chat has no ticket it could stand on. */
export const addNoteInputSchema = z.object({
  conversationId: conversationIdSchema,
  text: z.string().trim().min(1).max(5_000),
  actor: actorSchema.optional(),
});

/** Input of `conversation.exportScript`. Audited: what a customer wrote leaves the product, without who she is. */
export const exportScriptInputSchema = z.object({
  conversationId: conversationIdSchema,
  actor: actorSchema.optional(),
});
/** A chat as a script of `tests/conversations`. */
export const exportedScriptSchema = z.object({
  /** Of the file. */
  name: z.string(),
  /** YAML, as `pnpm chat --script` replays it. */
  script: z.string(),
  /** Things of the chat that are played. */
  turns: z.number().int(),
  /** Those of them that are answered otherwise than in the chat; comments in the script name them. */
  different: z.number().int(),
  /** Things of the chat that only a comment tells of. */
  left: z.number().int(),
});
export type ExportedScript = z.infer<typeof exportedScriptSchema>;

/** One call of Desk's API, without its body. */
export const deskCallSchema = z.object({
  at: instantSchema,
  method: z.string(),
  /** The path's template: `/tickets`, `/tickets/{id}/comments`. */
  path: z.string(),
  ms: z.number().int().nonnegative(),
  /** HTTP status; null when no answer came. */
  status: z.number().int().nullable(),
  outcome: extensibleEnum(['ok', 'refused', 'failed', 'no_answer', 'limited']),
});
export type DeskCall = z.infer<typeof deskCallSchema>;

/** One piece of work on Desk for a chat, with the calls it took (the newest 20). */
export const deskWorkSchema = z.object({
  id: z.string(),
  requestId: z.string(),
  kind: z.string(),
  state: z.string(),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  ticketId: z.string().nullable(),
  ticketNumber: z.string().nullable(),
  createdAt: instantSchema,
  /** Id of the request that ordered it, for a search of the log; null, or absent, where that is not known. */
  correlationId: z.string().nullish(),
  calls: z.array(deskCallSchema),
});
export type DeskWork = z.infer<typeof deskWorkSchema>;
/** Input of everything that is asked of the other services about one chat. */
export const ofConversationInputSchema = z.object({ conversationId: conversationIdSchema });
/** Answer of `ticketing.workOf`, oldest first, the newest 200. */
export const deskWorkListSchema = z.object({ items: z.array(deskWorkSchema) });

/** How Desk stands, as ticketing knows without asking it. */
export const deskStandingSchema = z.object({
  /** Whether the last call with a token was accepted; null before the first. */
  tokenOk: z.boolean().nullable(),
  creditsLeft: z.number().nullable(),
  creditsOf: z.number().nullable(),
  concurrency: z.number().int().nullable(),
  /** Steps that wait, and the age of the oldest in milliseconds. */
  waiting: z.number().int(),
  oldestWaitingMs: z.number().int(),
});

export const mailStates = ['pending', 'sent', 'dead'] as const;
export const listMailsInputSchema = z.object({
  status: z.enum(mailStates).optional(),
  kind: z.string().max(60).optional(),
  /** Only those whose content is kept, which a person can have sent again: as `failed_mails` counts them. */
  resendable: z.literal(true).optional(),
  conversationId: conversationIdSchema.optional(),
  after: cursor.optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export const mailRowSchema = z.object({
  id: z.string(),
  /** Null for mails that no chat ordered. */
  conversationId: z.string().nullable(),
  /** `mail`, `remind` (of an approval), `code`, `alarm`. */
  kind: z.string(),
  /** What it says: `ticket_confirmation`, `approval_request` …; null where its content is not kept, or not understood. */
  template: z.string().nullable().exactOptional(),
  /** Masked. */
  to: z.string(),
  status: extensibleEnum(mailStates),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  nextAt: instantSchema.nullable(),
  createdAt: instantSchema,
  sentAt: instantSchema.nullable(),
  /** Id of the request that ordered it, for a search of the log; null, or absent, where that is not known. */
  correlationId: z.string().nullish(),
  /** Its content is still there: it can be shown, and sent again when it was given up. */
  kept: z.boolean(),
});
export type MailRow = z.infer<typeof mailRowSchema>;
/** Newest first. */
export const mailPageSchema = z.object({ items: z.array(mailRowSchema), next: z.string().nullable() });
/** Answer of `notifications.getMail`; `NOT_FOUND` for unknown ids. Reading is audited. */
export const mailViewSchema = z.object({
  row: mailRowSchema,
  /** As it goes out, links that prove something left out; null where its content is not kept any more. */
  preview: z.object({ subject: z.string(), html: z.string(), text: z.string() }).nullable(),
});

export const approvalRowSchema = z.object({
  approvalId: z.string(),
  conversationId: z.string(),
  /** Of the work that asked for it; absent in answers of older releases. */
  requestId: z.string().exactOptional(),
  status: extensibleEnum(['open', 'approved', 'declined', 'expired']),
  /** Masked. */
  approver: z.string(),
  createdAt: instantSchema,
  remindedAt: instantSchema.nullable(),
  decidedAt: instantSchema.nullable(),
  overdue: z.boolean(),
});
export const listApprovalsInputSchema = z.object({
  conversationId: conversationIdSchema.optional(),
  status: z.enum(['open', 'approved', 'declined', 'expired']).optional(),
  overdue: z.boolean().optional(),
  after: cursor.optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ApprovalRow = z.infer<typeof approvalRowSchema>;
export const approvalPageSchema = z.object({ items: z.array(approvalRowSchema), next: z.string().nullable() });

/** Entries of a service's trail about one subject (a conversation, a piece of work), newest 100, oldest first. */
export const auditOfInputSchema = z.object({ subject: z.string().min(1).max(400) });
export const auditOfSchema = z.object({ items: z.array(auditEntrySchema) });

/** Answer of every service's `ready`. Releases before 1.1 do not say which they are. */
export const readyAnswerSchema = z.object({ ready: z.literal(true), version: z.string().exactOptional() });

/** Answer of `conversation.describe`: how the product is set up, in words for its operators. */
export const productDescriptionSchema = z.object({
  companyName: z.string(),
  /** IANA zone of the business hours. */
  zone: z.string(),
  /** In the order of their files. */
  workflows: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ProductDescription = z.infer<typeof productDescriptionSchema>;
