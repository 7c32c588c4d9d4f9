/* What the simulated portal holds. Ids are digits as text, times epoch milliseconds. */

export interface ContactRecord {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly createdAt: number;
}

export interface TicketRecord {
  readonly id: string;
  readonly ticketNumber: string;
  readonly subject: string;
  readonly description: string | null;
  readonly status: string;
  readonly priority: string | null;
  readonly channel: string | null;
  readonly category: string | null;
  readonly subCategory: string | null;
  readonly classification: string | null;
  readonly language: string | null;
  readonly departmentId: string;
  readonly contactId: string;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly resolution: string | null;
  readonly dueDate: string | null;
  readonly cf: Readonly<Record<string, string | null>>;
  readonly tags: readonly string[];
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly closedAt: number | null;
}

export interface CommentRecord {
  readonly id: string;
  readonly ticketId: string;
  readonly content: string;
  readonly contentType: 'plainText' | 'html';
  readonly isPublic: boolean;
  readonly commenterId: string;
  readonly createdAt: number;
}

export interface AttachmentRecord {
  readonly id: string;
  readonly ticketId: string;
  readonly name: string;
  readonly size: number;
  readonly contentType: string;
  readonly isPublic: boolean;
  readonly createdAt: number;
}

export interface CallRecord {
  readonly id: string;
  readonly ticketId: string | null;
  readonly contactId: string;
  readonly departmentId: string;
  readonly subject: string;
  readonly description: string | null;
  readonly startTime: string;
  readonly status: string;
  readonly direction: string | null;
  readonly duration: string | null;
  readonly priority: string | null;
  readonly createdAt: number;
}

export interface AgentRecord {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly emailId: string;
  readonly status: 'ACTIVE' | 'DISABLED';
}

/** Every kind of record that changes while the portal runs. */
export interface Records {
  readonly contact: ContactRecord;
  readonly ticket: TicketRecord;
  readonly comment: CommentRecord;
  readonly attachment: AttachmentRecord;
  readonly call: CallRecord;
}
export type RecordKind = keyof Records;

/** How a status counts (zoho-desk.md §3.2). */
export const ticketStatusTypes: Readonly<Record<string, string>> = {
  Open: 'Open',
  Escalated: 'Open',
  'On Hold': 'On Hold',
  Closed: 'Closed',
};
