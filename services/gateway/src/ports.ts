import type {
  Actor,
  ApprovalView,
  AuditPage,
  addNoteInputSchema,
  approvalPageSchema,
  attentionListSchema,
  auditOfSchema,
  BotReply,
  byActorSchema,
  ChangeTicketInput,
  ChangeTicketOutput,
  ChatAddress,
  ChatEvent,
  ConsoleConversation,
  CreateTicketInput,
  CreateTicketOutput,
  conversationPageSchema,
  DeskCheck,
  deskStandingSchema,
  deskWorkListSchema,
  doubtPageSchema,
  ExportedScript,
  exportScriptInputSchema,
  foundConversationsSchema,
  getConversationInputSchema,
  IncomingMessage,
  Learning,
  ListConversationsInput,
  labelledSchema,
  labelMessagesInputSchema,
  listApprovalsInputSchema,
  listDoubtsInputSchema,
  listMailsInputSchema,
  mailPageSchema,
  mailViewSchema,
  NoteAttentionInput,
  nameChatsInputSchema,
  namedChatsSchema,
  OutboxItem,
  PersonChats,
  PersonDeletion,
  PersonExport,
  ProductDescription,
  PushChatInput,
  PushChatOutput,
  RecordAccessInput,
  ReportAnswer,
  ReportInput,
  RequestId,
  readyAnswerSchema,
  SessionView,
  TicketView,
  takeFromBotInputSchema,
  takeModelInputSchema,
  WatchTurn,
  WeekMail,
  WorkflowReport,
  WorkflowReportInput,
  WorkflowsReport,
  WorkflowsReportInput,
} from '@acebuddy/contracts';
import type { WorkOrigin } from '@acebuddy/service-kit';
import type { z } from 'zod';

/** Ends one call earlier than the client's own limit. */
export interface CallLimit {
  readonly timeoutMs: number;
}

interface PageInput {
  readonly after?: string | undefined;
  readonly limit?: number;
}
interface PersonInput {
  readonly email: string;
  readonly actor?: Actor;
}
/** `conversations`: her chats, by which the services behind find what belongs to them. */
interface PersonOfChatsInput extends PersonInput {
  readonly conversations: PersonChats['conversations'];
}
interface OutboxPage {
  readonly items: readonly OutboxItem[];
  readonly next: string | null;
}
interface OutboxItemKey {
  readonly id: string;
  readonly actor?: Actor | undefined;
  readonly reason?: string | undefined;
}

/** What every service tells the console: what of it needs a person, and its trail of one subject. */
interface ConsoleClient {
  attention(): Promise<z.infer<typeof attentionListSchema>>;
  auditOf(input: { readonly subject: string }): Promise<z.infer<typeof auditOfSchema>>;
}

/** What every service shows to administrators: given-up work and its audit trail. */
export interface OutboxClient {
  listAudit(input: { readonly after: number; readonly limit: number }): Promise<AuditPage>;
  /** Only what was given up; what waits for its next try is no dead letter. */
  listOutbox(input: PageInput): Promise<OutboxPage>;
  /** Likewise, and what waits though it needs a look. */
  listWork(input: PageInput): Promise<OutboxPage>;
  /** `NOT_FOUND` when there is no dead letter of that id. */
  retryOutbox(input: OutboxItemKey): Promise<unknown>;
  discardOutbox(input: OutboxItemKey): Promise<unknown>;
  /** Resolves when the service and its store answer. */
  ready(): Promise<z.infer<typeof readyAnswerSchema>>;
}

/** The conversation service as the gateway uses it. Methods are named like its procedures and throw `AppError`. */
export interface ConversationClient extends OutboxClient, ConsoleClient {
  listConversations(input: ListConversationsInput): Promise<z.infer<typeof conversationPageSchema>>;
  findConversations(input: { readonly query: string }): Promise<z.infer<typeof foundConversationsSchema>>;
  nameChats(input: z.input<typeof nameChatsInputSchema>): Promise<z.infer<typeof namedChatsSchema>>;
  /** `NOT_FOUND` for unknown ids. Leaves a trace in the audit trail. */
  getConversation(input: z.input<typeof getConversationInputSchema>): Promise<ConsoleConversation>;
  /** As a test; `UNPROCESSABLE` where nothing can be played. Leaves a trace in the audit trail. */
  exportScript(input: z.input<typeof exportScriptInputSchema>): Promise<ExportedScript>;
  /** `CONFLICT` when a person has it already, or it is closed. */
  takeFromBot(input: z.input<typeof takeFromBotInputSchema>): Promise<unknown>;
  /** `UNPROCESSABLE` when the chat has no ticket. */
  addNote(input: z.input<typeof addNoteInputSchema>): Promise<unknown>;
  /** Messages that were not understood. */
  listDoubts(input: z.input<typeof listDoubtsInputSchema>): Promise<z.output<typeof doubtPageSchema>>;
  labelMessages(input: z.input<typeof labelMessagesInputSchema>): Promise<z.output<typeof labelledSchema>>;
  learning(): Promise<Learning>;
  /** `CONFLICT` while one is trained, `UNPROCESSABLE` where there is nothing to learn. */
  trainModel(input: z.input<typeof byActorSchema>): Promise<unknown>;
  /** `UNPROCESSABLE` where it reads worse, `CONFLICT` where it was compared with another one. */
  takeModel(input: z.input<typeof takeModelInputSchema>): Promise<unknown>;
  /** `CONFLICT` where there is none before. */
  restoreModel(input: z.input<typeof byActorSchema>): Promise<unknown>;
  liveMark(): Promise<{ readonly mark: string }>;
  describe(): Promise<ProductDescription>;
  personChats(input: PersonInput): Promise<PersonChats>;
  exportPerson(input: PersonInput): Promise<PersonExport>;
  deletePerson(input: PersonInput): Promise<PersonDeletion>;
  handleMessage(input: IncomingMessage, limit?: CallLimit): Promise<BotReply>;
  handleChatEvent(input: ChatEvent, limit?: CallLimit): Promise<{ readonly handled: boolean }>;
  /** By our conversation id or by SalesIQ's alone. */
  getSession(input: { readonly conversationId: string; readonly actor?: Actor | undefined }): Promise<SessionView>;
  /** Every figure over some days. `UNPROCESSABLE` for days that make no period. */
  report(input: ReportInput): Promise<ReportAnswer>;
  /** How the runs of each workflow ended. `PROCEDURE_UNKNOWN` from a service of the release before. */
  workflowsReport(input: WorkflowsReportInput): Promise<WorkflowsReport>;
  /** One workflow with its ways. `NOT_FOUND` for unknown ids. */
  workflowReport(input: WorkflowReportInput): Promise<WorkflowReport>;
  /** For the audit trail. */
  recordAccess(input: RecordAccessInput): Promise<unknown>;
  closeSession(input: {
    readonly conversationId: string;
    readonly reason?: string | undefined;
    readonly actor?: Actor | undefined;
  }): Promise<{ readonly alreadyClosed: boolean; readonly noteQueued: boolean }>;
}

/** The ticketing service as the gateway uses it. */
export interface TicketingClient extends OutboxClient, ConsoleClient {
  workOf(input: { readonly conversationId: string }): Promise<z.infer<typeof deskWorkListSchema>>;
  standing(): Promise<z.infer<typeof deskStandingSchema>>;
  exportPerson(input: PersonOfChatsInput): Promise<PersonExport>;
  deletePerson(input: PersonOfChatsInput): Promise<PersonDeletion>;
  createTicket(input: CreateTicketInput): Promise<CreateTicketOutput>;
  changeTicket(input: ChangeTicketInput): Promise<ChangeTicketOutput>;
  /** By Desk's id, or by `#` and the number. */
  getTicket(input: { readonly id: string }): Promise<TicketView>;
  check(): Promise<DeskCheck>;
  /** Desk says that something happened; the ticket is read again (zoho-desk.md §9.3). */
  handleDeskEvents(input: { readonly events: readonly DeskNotice[] }): Promise<unknown>;
}

/** All that is taken from a Desk delivery: which ticket to look at. */
export interface DeskNotice {
  readonly eventType: string;
  readonly ticketId: string;
  readonly eventTime: string;
}

export interface DeliveryPage {
  readonly items: readonly {
    readonly id: string;
    readonly kind: string;
    readonly to: string;
    readonly status: string;
    readonly attempts: number;
    readonly lastError: string | null;
    readonly createdAt: string;
    readonly sentAt: string | null;
  }[];
  readonly next: string | null;
}

/** The notifications service as the gateway uses it. */
export interface NotificationsClient extends OutboxClient, ConsoleClient {
  listMails(input: z.input<typeof listMailsInputSchema>): Promise<z.infer<typeof mailPageSchema>>;
  /** `NOT_FOUND` for unknown ids. Leaves a trace in the audit trail. */
  getMail(input: { readonly id: string; readonly actor?: Actor }): Promise<z.infer<typeof mailViewSchema>>;
  listApprovals(input: z.input<typeof listApprovalsInputSchema>): Promise<z.infer<typeof approvalPageSchema>>;
  exportPerson(input: PersonOfChatsInput): Promise<PersonExport>;
  deletePerson(input: PersonOfChatsInput): Promise<PersonDeletion>;
  /** What a link in an approval mail shows. `NOT_FOUND` for unknown and forged tokens. */
  getApproval(input: { readonly token: string }): Promise<ApprovalView>;
  /** Decides once; `CONFLICT` when it was decided before. */
  decideApproval(input: {
    readonly token: string;
    readonly decision: 'approve' | 'decline';
    readonly comment?: string | undefined;
  }): Promise<ApprovalView>;
  listDeliveries(input: PageInput): Promise<DeliveryPage>;
  pushChat(input: PushChatInput): Promise<PushChatOutput>;
  /** Who is to look at what needs attention. `NOT_FOUND` from a service of the release before. */
  takeWatch(): Promise<WatchTurn>;
  /** What one who looked saw. */
  noteAttention(input: NoteAttentionInput): Promise<unknown>;
  /** Mails the figures of a week to the lead, once. */
  sendWeek(input: WeekMail): Promise<unknown>;
  /** Resolves while mails can go out. */
  mailReady(): Promise<unknown>;
}

/** The code in the address that the start prints, for whoever sits before this machine. */
export interface LoginCodes {
  /** True once, for the code of the newest start. */
  redeem(code: string): Promise<boolean>;
}

export interface KeptEvent {
  readonly event: ChatEvent;
  /** When it came, epoch milliseconds. */
  readonly since: number;
  /** The request that it came with. Absent in files of older releases. */
  readonly origin?: WorkOrigin;
}

/** A turn that SalesIQ was asked to keep open: somebody has to end it. */
export interface OpenTurn {
  /** Of the words that end it: said once, whoever says them. */
  readonly requestId: RequestId;
  readonly address: Pick<ChatAddress, 'preview' | 'callbackId'>;
  /** ISO 8601. */
  readonly turnStartedAt: string;
  /** Of whoever waits, BCP 47, as far as it is known. Absent in files of older releases. */
  readonly language?: string;
}

/** Where something outlives the gateway. May throw anything. */
export interface Keep<T> {
  /** A repeat changes nothing. */
  add(kept: T): Promise<void>;
  remove(kept: T): Promise<void>;
  /** Oldest first. */
  all(): Promise<readonly T[]>;
}

export interface Keeps {
  /** Events of SalesIQ, until the conversation service takes them. */
  readonly events: Keep<KeptEvent>;
  /** Turns, until they are ended. */
  readonly turns: Keep<OpenTurn>;
}

/** Whether a Desk delivery comes from Desk (zoho-desk.md §9.3). Throws `UNAUTHORIZED` when it does not. */
export interface DeskVerifier {
  verify(token: string | undefined): Promise<void>;
}
