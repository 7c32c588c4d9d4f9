import { stripMentions } from '../body/text.ts';
import type { CallOptions, Comment, Desk } from '../desk.ts';
import { type DeskResult, fail, succeed } from '../failure.ts';
import { commentListSchema, commentSchema } from '../wire.ts';
import type { DeskContext } from './context.ts';

/** zoho-desk.md §3.5. */
export const commentCharsMax = 32_000;
const page = 100;
const pagesMax = 20;

type CommentOperations = Pick<Desk, 'createComment' | 'listComments' | 'listAgentReplies'>;

export function createCommentOperations({ caller }: DeskContext, { me }: Pick<Desk, 'me'>): CommentOperations {
  const readPage = (ticketId: string, from: number | undefined, options?: CallOptions) =>
    caller.call(
      {
        operation: 'listComments',
        effect: 'read',
        scopes: 'Desk.tickets.READ',
        schema: commentListSchema,
        empty: [],
        send: (api, init) =>
          api.GET('/tickets/{ticketId}/comments', {
            params: {
              path: { ticketId },
              query: { limit: page, sortBy: '-commentedTime', ...(from === undefined ? {} : { from }) },
            },
            ...init,
          }),
      },
      options,
    );

  /** Newest first, page by page, until `isEnough` says so. */
  async function read(
    ticketId: string,
    isEnough: (found: readonly Comment[]) => boolean,
    options?: CallOptions,
  ): Promise<DeskResult<readonly Comment[]>> {
    const found = new Map<string, Comment>();
    for (let number = 0; number < pagesMax; number += 1) {
      const result = await readPage(ticketId, number === 0 ? undefined : number * page, options);
      if (!result.ok) {
        return result;
      }
      for (const comment of result.value) {
        found.set(comment.id, comment);
      }
      if (result.value.length < page || isEnough(result.value)) {
        break;
      }
    }
    return succeed([...found.values()]);
  }

  const isBefore = (comment: Comment, since: string) =>
    comment.at !== null && Date.parse(comment.at) < Date.parse(since);

  async function listComments(ticketId: string, since: string | null, options?: CallOptions) {
    if (since === null) {
      return readPage(ticketId, undefined, options);
    }
    const result = await read(ticketId, (found) => found.some((comment) => isBefore(comment, since)), options);
    return result.ok ? succeed(result.value.filter((comment) => !isBefore(comment, since))) : result;
  }

  async function listAgentReplies(ticketId: string, since: string | null, options?: CallOptions) {
    const own = await me(options);
    if (!own.ok) {
      return own;
    }
    const comments = await listComments(ticketId, since, options);
    return comments.ok
      ? succeed(comments.value.filter((comment) => isReply(comment, own.value.id)).toReversed())
      : comments;
  }

  async function createComment(...[ticketId, comment, options]: Parameters<Desk['createComment']>) {
    const content = stripMentions(comment.content).toWellFormed();
    if (content.length > commentCharsMax || content.trim() === '') {
      return fail({
        kind: 'rejected',
        code: content.trim() === '' ? 'COMMENT_EMPTY' : 'COMMENT_TOO_LONG',
        message: `A comment must have 1 to ${commentCharsMax} characters; it was not sent.`,
      });
    }
    const body = {
      content,
      isPublic: comment.isPublic,
      contentType: comment.contentType ?? 'plainText',
      attachmentIds: [],
    };
    return caller.call(
      {
        operation: 'createComment',
        effect: 'create',
        scopes: 'Desk.tickets.UPDATE',
        schema: commentSchema,
        send: (api, init) =>
          api.POST('/tickets/{ticketId}/comments', { params: { path: { ticketId } }, body, ...init }),
      },
      options,
    );
  }

  return { createComment, listComments, listAgentReplies };
}

function isReply(comment: Comment, ownId: string): boolean {
  return comment.isPublic && comment.authorType !== 'END_USER' && comment.authorId !== ownId;
}
