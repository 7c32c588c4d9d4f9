import {
  type DeskCall,
  type DeskComment,
  DeskFailure,
  type DeskFailureKind,
  type DeskState,
  type DeskTicket,
  type NewTicket,
  type RefusedField,
  type TicketDesk,
  type TimeWindow,
} from '../src/ports.ts';

export type DeskOperation = Exclude<keyof TicketDesk, 'simulated' | 'hasSpareCredits' | 'state'>;

/** What goes wrong with a call: before Desk does anything, or after it has done it. */
export interface DeskFault {
  readonly kind: DeskFailureKind;
  readonly when: 'before' | 'after';
  readonly retryAfterMs?: number;
  readonly fields?: readonly RefusedField[];
}

interface StoredTicket {
  readonly ticket: DeskTicket;
  readonly comments: DeskComment[];
  readonly tags: Set<string>;
  readonly calls: { id: string; description: string | null }[];
  readonly files: { id: string; name: string; sizeBytes: number | null }[];
}

/** A desk in memory with a lagging search index and faults on demand. */
export interface FakeTicketDesk extends TicketDesk {
  readonly calls: { readonly operation: DeskOperation; readonly at: number }[];
  callsOf(operation: DeskOperation): number;
  tickets(): readonly DeskTicket[];
  ticket(id: string): StoredTicket;
  /** The next call of this operation fails; several faults wait in line. */
  failNext(operation: DeskOperation, fault: DeskFault): void;
  /** Every call of this operation fails until `mend`. */
  failAlways(operation: DeskOperation, fault: DeskFault): void;
  mend(): void;
  /** Refuses tickets whose body has any of these JSON pointers. */
  refuseFields(fields: readonly RefusedField[]): void;
  /** What an agent does in Desk. */
  agent: {
    setStatus(id: string, status: string): void;
    comment(id: string, text: string, isPublic: boolean, contentType?: 'plainText' | 'html'): string;
    deleteComment(id: string, commentId: string): void;
    /** Not to be read until it is brought back. */
    remove(id: string): void;
    bringBack(id: string): void;
  };
  /** A second ticket with the same content; returns its id. */
  duplicate(id: string): Promise<string>;
  /** As a rule of the portal or an agent would. */
  rename(id: string, subject: string): void;
  spareCredits: boolean;
  /** What the process saw last. */
  seen: DeskState;
  indexLagMs: number;
  /** Neither lists nor searches show a ticket before this age. */
  hideTicketsForMs: number;
  /** The plain lists show nothing and say that they prove nothing. */
  listsEmpty: boolean;
  /** Lists show tickets without description and custom fields. */
  sparseLists: boolean;
  /** The portal refuses to search custom fields. */
  searchable: boolean;
  /** So many changed tickets at most are told of at once. */
  changedMax: number;
}

export function createFakeTicketDesk(now: () => Date): FakeTicketDesk {
  const stored: StoredTicket[] = [];
  const calls: { operation: DeskOperation; at: number }[] = [];
  const faults = new Map<DeskOperation, DeskFault[]>();
  const lasting = new Map<DeskOperation, DeskFault>();
  let refused: readonly RefusedField[] = [];
  const removed = new Set<string>();
  let lastId = 1_892_000_000_042_000;
  const newId = (): string => String(++lastId);
  const stamp = (): string => now().toISOString();

  const call = async <T>(operation: DeskOperation, effect: () => T): Promise<T> => {
    calls.push({ operation, at: now().getTime() });
    const fault = faults.get(operation)?.shift() ?? lasting.get(operation);
    if (fault?.when === 'before') throw toFailure(fault);
    const result = effect();
    if (fault?.when === 'after') throw toFailure(fault);
    return result;
  };
  const find = (id: string): StoredTicket => {
    const found = stored.find(({ ticket }) => ticket.id === id);
    if (found === undefined) throw new DeskFailure('not_found', 'no such ticket');
    return found;
  };
  const change = (id: string, patch: Partial<DeskTicket>): void => {
    const entry = find(id);
    Object.assign(entry.ticket, patch, { modifiedTime: stamp() });
  };
  const shown = (ticket: DeskTicket): DeskTicket => ({ ...ticket });
  const listed = (ticket: DeskTicket): DeskTicket =>
    desk.sparseLists ? { ...ticket, description: null, customFields: {}, commentCount: null } : shown(ticket);
  const isOlderThan = ({ ticket }: StoredTicket, ageMs: number): boolean =>
    Date.parse(ticket.createdTime ?? '') <= now().getTime() - ageMs;
  const createdIn = ({ since, until }: TimeWindow) =>
    desk.listsEmpty
      ? []
      : stored
          .filter(({ ticket }) => Date.parse(ticket.createdTime ?? '') >= since.getTime())
          .filter(({ ticket }) => Date.parse(ticket.createdTime ?? '') <= until.getTime())
          .filter((entry) => isOlderThan(entry, desk.hideTicketsForMs))
          .toReversed();
  const addComment = (
    id: string,
    content: string,
    isPublic: boolean,
    authorType: string,
    author: string,
    contentType = 'plainText',
  ) => {
    const comment = {
      id: newId(),
      content,
      contentType,
      isPublic,
      author,
      authorType,
      authorId: author,
      at: stamp(),
    };
    const entry = find(id);
    entry.comments.unshift(comment);
    change(id, { commentCount: entry.comments.length });
    return comment;
  };

  const desk: FakeTicketDesk = {
    simulated: true,
    hasSpareCredits: () => desk.spareCredits,
    spareCredits: true,
    state: () => desk.seen,
    seen: {
      tokenOk: null,
      creditsLeft: null,
      creditsAlarm: 2_000,
      pausedUntil: null,
      concurrency: 4,
      silence: null,
    },
    indexLagMs: 60_000,
    hideTicketsForMs: 0,
    listsEmpty: false,
    sparseLists: false,
    searchable: true,
    changedMax: 1_000,
    calls,
    rename: (id, subject) => change(id, { subject }),
    duplicate: async (id) => {
      const { ticket } = find(id);
      const copy = { ...ticket, id: newId(), ticketNumber: String(100 + stored.length + 1) };
      stored.push({ ticket: copy, comments: [], tags: new Set(), calls: [], files: [] });
      return copy.id;
    },
    callsOf: (operation) => calls.filter((entry) => entry.operation === operation).length,
    tickets: () => stored.map(({ ticket }) => ticket),
    ticket: find,
    failNext: (operation, fault) => faults.set(operation, [...(faults.get(operation) ?? []), fault]),
    failAlways: (operation, fault) => lasting.set(operation, fault),
    mend: () => {
      faults.clear();
      lasting.clear();
      refused = [];
    },
    refuseFields: (fields) => {
      refused = fields;
    },
    agent: {
      setStatus: (id, status) =>
        change(id, {
          status,
          statusType: status === 'Closed' ? 'Closed' : 'Open',
          closedTime: status === 'Closed' ? stamp() : null,
        }),
      comment: (id, text, isPublic, contentType) =>
        addComment(id, text, isPublic, 'AGENT', 'Jade Tywin', contentType).id,
      remove: (id) => void removed.add(id),
      bringBack: (id) => void removed.delete(id),
      deleteComment: (id, commentId) => {
        const { comments } = find(id);
        comments.splice(
          comments.findIndex((comment) => comment.id === commentId),
          1,
        );
        change(id, { commentCount: comments.length });
      },
    },
    createTicket: (body) =>
      call('createTicket', () => {
        const fields = refused.filter((field) => field.type === 'missing' || hasPointer(body, field.pointer));
        if (fields.length > 0) throw new DeskFailure('rejected', 'INVALID_DATA', { fields });
        const ticket = toTicket(newId(), String(100 + stored.length + 1), body, stamp());
        stored.push({ ticket, comments: [], tags: new Set(), calls: [], files: [] });
        return shown(ticket);
      }),
    getTicket: (id) =>
      call('getTicket', () => {
        const entry = stored.find(({ ticket }) => ticket.id === id && !removed.has(id));
        return entry === undefined ? null : shown(entry.ticket);
      }),
    getTicketByNumber: (number) =>
      call('getTicketByNumber', () => {
        const entry = stored.find(({ ticket }) => ticket.ticketNumber === number);
        return entry === undefined ? null : shown(entry.ticket);
      }),
    updateTicket: (id, { cf, ...patch }) =>
      call('updateTicket', () => {
        const statusType = patch.status === 'Closed' ? 'Closed' : 'Open';
        const customFields = { ...stored.find(({ ticket }) => ticket.id === id)?.ticket.customFields, ...cf };
        change(id, { ...patch, customFields, ...(patch.status === undefined ? {} : { statusType }) });
      }),
    searchReference: (reference) =>
      call('searchReference', () => {
        const indexed = stored.filter((entry) => isOlderThan(entry, Math.max(desk.indexLagMs, desk.hideTicketsForMs)));
        const tickets = indexed.map(({ ticket }) => shown(ticket)).filter((ticket) => mentions(ticket, reference));
        return { tickets: desk.searchable ? tickets : [], conclusive: desk.searchable };
      }),
    listCreatedIn: (window) =>
      call('listCreatedIn', () => ({
        tickets: createdIn(window).map(({ ticket }) => listed(ticket)),
        conclusive: !desk.listsEmpty,
      })),
    listOfContact: (email, window) =>
      call('listOfContact', () => {
        const tickets = createdIn(window).filter(({ ticket }) => ticket.email === email);
        return { tickets: tickets.map(({ ticket }) => listed(ticket)), conclusive: !desk.listsEmpty };
      }),
    listModifiedSince: (from) =>
      call('listModifiedSince', () => {
        const changed = stored
          .filter(({ ticket }) => Date.parse(ticket.modifiedTime ?? '') >= from.getTime())
          .sort(
            (left, right) => Date.parse(left.ticket.modifiedTime ?? '') - Date.parse(right.ticket.modifiedTime ?? ''),
          );
        const tickets = changed.slice(0, desk.changedMax).map(({ ticket }) => listed(ticket));
        return { tickets, conclusive: changed.length <= desk.changedMax };
      }),
    addComment: (id, content, isPublic) =>
      call('addComment', () => addComment(id, content, isPublic, 'AGENT', 'AceBuddy')),
    listComments: (id, from) =>
      call('listComments', () => find(id).comments.filter(({ at }) => from === null || Date.parse(at ?? '') >= +from)),
    addTags: (id, tags) => call('addTags', () => tags.forEach((tag) => void find(id).tags.add(tag))),
    listTags: (id) => call('listTags', () => [...find(id).tags]),
    addCall: (id, planned: DeskCall) =>
      call('addCall', () => {
        const entry = { id: newId(), description: planned.description };
        find(id).calls.push(entry);
        return entry.id;
      }),
    listCalls: (id) => call('listCalls', () => find(id).calls),
    attach: (id, file) =>
      call('attach', () => {
        const entry = { id: newId(), name: file.name, sizeBytes: file.bytes.length };
        find(id).files.push(entry);
        return entry.id;
      }),
    listAttachments: (id, name) => call('listAttachments', () => find(id).files.filter((file) => file.name === name)),
    findContact: (email) =>
      call('findContact', () => {
        const entry = stored.find(({ ticket }) => ticket.email?.toLowerCase() === email.toLowerCase());
        return entry === undefined
          ? null
          : { id: '1', name: 'Known', email, phone: null, createdAt: null, accountId: null, accountName: null };
      }),
    check: () =>
      call('check', () => ({
        ok: true,
        simulated: true,
        org: { id: '1', name: 'Fake' },
        department: { id: '2', name: 'Support' },
        problems: [],
      })),
  };
  return desk;
}

function toFailure({ kind, retryAfterMs, fields }: DeskFault): DeskFailure {
  return new DeskFailure(kind, `injected ${kind}`, {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(fields === undefined ? {} : { fields }),
  });
}

function mentions(ticket: DeskTicket, reference: string): boolean {
  return Object.values(ticket.customFields).includes(reference) || ticket.description?.includes(reference) === true;
}

function hasPointer(body: NewTicket, pointer: string): boolean {
  let value: unknown = body;
  for (const key of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return false;
    value = (value as Record<string, unknown>)[key];
  }
  return value !== undefined;
}

function toTicket(id: string, ticketNumber: string, body: NewTicket, at: string): DeskTicket {
  return {
    id,
    ticketNumber,
    subject: body.subject,
    description: body.description,
    status: body.status ?? 'Open',
    statusType: body.status === 'Closed' ? 'Closed' : 'Open',
    priority: body.priority ?? null,
    departmentId: '2',
    contactId: 'id' in body.contact ? body.contact.id : '1',
    assigneeId: body.assigneeId ?? null,
    email: body.email ?? null,
    phone: body.phone ?? null,
    channel: body.channel ?? null,
    webUrl: `https://desk.example/tickets/${id}`,
    customFields: { ...body.cf },
    createdTime: at,
    modifiedTime: at,
    closedTime: null,
    dueDate: body.dueDate ?? null,
    commentCount: 0,
  };
}
