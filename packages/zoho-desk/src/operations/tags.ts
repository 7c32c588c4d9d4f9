import type { Desk } from '../desk.ts';
import { tagListSchema } from '../wire.ts';
import type { DeskContext } from './context.ts';

export function createTagOperations({ caller }: DeskContext): Pick<Desk, 'associateTags' | 'listTags'> {
  return {
    associateTags: (ticketId, tags, options) =>
      caller.call(
        {
          operation: 'associateTags',
          effect: 'repeatable',
          scopes: 'Desk.tickets.CREATE',
          schema: tagListSchema,
          empty: [],
          send: (api, init) =>
            api.POST('/tickets/{ticketId}/associateTag', {
              params: { path: { ticketId } },
              // 3 to 100 characters each (zoho-desk.md §3.7).
              body: { tags: tags.map((tag) => tag.trim().slice(0, 100)).filter((tag) => tag.length >= 3) },
              ...init,
            }),
        },
        options,
      ),
    listTags: (ticketId, options) =>
      caller.call(
        {
          operation: 'listTags',
          effect: 'read',
          scopes: 'Desk.tickets.READ',
          schema: tagListSchema,
          empty: [],
          send: (api, init) => api.GET('/tickets/{ticketId}/tags', { params: { path: { ticketId } }, ...init }),
        },
        options,
      ),
  };
}
