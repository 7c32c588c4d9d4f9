import { botAgent } from '../portal/portal.ts';
import { errors, list, ok } from './answer.ts';
import { newCallSchema, newCommentSchema, tagsSchema } from './bodies.ts';
import { checkQuery, oneOf, page, patterns, sortBy, upTo } from './queries.ts';
import { readBody } from './read-body.ts';
import type { DeskRequest, DeskRoute } from './route.ts';
import { withTicket } from './ticket-routes.ts';
import { toAttachment, toCall, toComment } from './views.ts';

/** What belongs to a ticket: comments, tags, attachments, calls (zoho-desk.md §3.5, §3.7). */
export const detailRoutes: readonly DeskRoute[] = [
  {
    operation: 'createComment',
    method: 'POST',
    path: '/tickets/:ticketId/comments',
    scopes: [['Desk.tickets.UPDATE']],
    weight: 1,
    handle: (request) => withTicket(request, (ticket) => createComment(request, ticket.id)),
  },
  {
    operation: 'listComments',
    method: 'GET',
    path: '/tickets/:ticketId/comments',
    scopes: [['Desk.tickets.READ']],
    weight: 3,
    handle: (request) => withTicket(request, (ticket) => listComments(request, ticket.id)),
  },
  {
    operation: 'associateTags',
    method: 'POST',
    path: '/tickets/:ticketId/associateTag',
    scopes: [['Desk.tickets.CREATE']],
    weight: 1,
    handle: (request) =>
      withTicket(request, (ticket) => {
        const body = readBody(request, tagsSchema);
        if (body.refusal) {
          return body.refusal;
        }
        const tags = [...new Set([...ticket.tags, ...body.value.tags])];
        request.context.portal.changeTicket(ticket, { tags });
        return ok({ data: toTags(request, tags) });
      }),
  },
  {
    operation: 'listTags',
    method: 'GET',
    path: '/tickets/:ticketId/tags',
    scopes: [['Desk.tickets.READ']],
    weight: 1,
    handle: (request) => withTicket(request, (ticket) => ok({ tags: toTags(request, ticket.tags) })),
  },
  {
    operation: 'uploadAttachment',
    method: 'POST',
    path: '/tickets/:ticketId/attachments',
    scopes: [['Desk.tickets.UPDATE']],
    weight: 1,
    handle: (request) => withTicket(request, (ticket) => uploadAttachment(request, ticket.id)),
  },
  {
    operation: 'listAttachments',
    method: 'GET',
    path: '/tickets/:ticketId/attachments',
    scopes: [['Desk.tickets.READ']],
    weight: 3,
    handle: (request) =>
      withTicket(request, (ticket) => {
        const { context, query } = request;
        const refusal = checkQuery(query, { from: patterns.from, limit: upTo(50), include: patterns.name });
        const attachments = context.portal.attachments(ticket.id);
        return refusal ?? list(page(attachments, query, 50, 1).map((one) => toAttachment(context, one)));
      }),
  },
  {
    operation: 'createCall',
    method: 'POST',
    path: '/calls',
    scopes: [['Desk.calls.CREATE', 'Desk.activities.calls.CREATE']],
    weight: 1,
    handle: createCall,
  },
  {
    operation: 'listCalls',
    method: 'GET',
    path: '/tickets/:ticketId/calls',
    scopes: [['Desk.calls.READ', 'Desk.activities.calls.READ'], ['Desk.tickets.READ']],
    weight: 3,
    handle: (request) =>
      withTicket(request, (ticket) => {
        const { context, query } = request;
        const refusal = checkQuery(query, {
          from: patterns.from,
          limit: upTo(100),
          sortBy: oneOf('createdTime', 'startTime'),
          include: patterns.name,
        });
        const calls = sortBy(context.portal.calls(ticket.id), query.sortBy, {
          createdTime: (call) => call.createdAt,
          startTime: (call) => Date.parse(call.startTime),
        });
        return refusal ?? list(page(calls, query, 10, 1).map((call) => toCall(context, call)));
      }),
  },
];

function createComment(request: DeskRequest, ticketId: string) {
  const body = readBody(request, newCommentSchema);
  if (body.refusal) {
    return body.refusal;
  }
  const { content, contentType, isPublic } = body.value;
  const comment = request.context.portal.addComment({
    ticketId,
    content,
    contentType: contentType ?? 'html',
    isPublic: isPublic ?? true,
    commenterId: botAgent.id,
  });
  return ok(toComment(request.context, comment));
}

function listComments({ context, query, settings }: DeskRequest, ticketId: string) {
  const refusal = checkQuery(query, {
    from: patterns.from,
    limit: upTo(100),
    sortBy: oneOf('commentedTime'),
    include: /^((mentions|plainText)(,|$))+$/,
  });
  const comments = sortBy(context.portal.comments(ticketId), query.sortBy ?? 'commentedTime', {
    // Ids grow with time and tell comments of one millisecond apart.
    commentedTime: (comment) => Number(BigInt(comment.id) - 1_892_000_000_000_000n),
  });
  return refusal ?? list(page(comments, query, 50, settings.listBase).map((comment) => toComment(context, comment)));
}

function toTags({ context }: DeskRequest, tags: readonly string[]) {
  return tags.map((name) => ({ id: context.portal.tagId(name), name, tagType: 'MANUAL' }));
}

async function uploadAttachment(request: DeskRequest, ticketId: string) {
  const { context, query, contentType } = request;
  const refusal = checkQuery(query, { isPublic: patterns.flag });
  if (refusal !== null) {
    return refusal;
  }
  if (!contentType.startsWith('multipart/form-data')) {
    return errors.mediaType();
  }
  const body = new Uint8Array(request.body);
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => null);
  const file = form?.get('file');
  if (!(file instanceof File)) {
    return errors.invalid([{ fieldName: '/file', errorType: 'missing' }]);
  }
  const attachment = context.portal.addAttachment({
    ticketId,
    name: file.name,
    size: file.size,
    contentType: file.type,
    isPublic: query.isPublic === 'true',
  });
  return ok(toAttachment(context, attachment));
}

function createCall(request: DeskRequest) {
  const { portal } = request.context;
  const body = readBody(request, newCallSchema);
  if (body.refusal) {
    return body.refusal;
  }
  const { subject, departmentId, contactId, ticketId, startTime, status } = body.value;
  const wrong = [
    ...(departmentId === portal.departmentId ? [] : ['/departmentId']),
    ...(portal.contact(contactId) === undefined ? ['/contactId'] : []),
    ...(ticketId !== undefined && portal.ticket(ticketId) === undefined ? ['/ticketId'] : []),
  ];
  if (wrong.length > 0) {
    return errors.invalid(wrong.map((fieldName) => ({ fieldName, errorType: 'invalid' })));
  }
  const call = portal.addCall({
    subject,
    departmentId,
    contactId,
    ticketId: ticketId ?? null,
    startTime: new Date(startTime).toISOString(),
    status,
    description: body.value.description ?? null,
    direction: body.value.direction ?? null,
    duration: body.value.duration ?? null,
    priority: body.value.priority ?? null,
  });
  return ok(toCall(request.context, call));
}
