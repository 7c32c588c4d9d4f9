import { cutText } from '../body/text.ts';
import type { Desk, NewAttachment } from '../desk.ts';
import { fail } from '../failure.ts';
import { attachmentListSchema, attachmentSchema } from '../wire.ts';
import type { DeskContext } from './context.ts';

/** zoho-desk.md §3.7. */
const attachmentBytesMax = 20 * 1024 * 1024;

export function createAttachmentOperations({
  caller,
}: DeskContext): Pick<Desk, 'uploadAttachment' | 'listAttachments'> {
  async function uploadAttachment(...[ticketId, file, options]: Parameters<Desk['uploadAttachment']>) {
    if (file.bytes.byteLength > attachmentBytesMax) {
      return fail({
        kind: 'rejected',
        code: 'RESOURCE_SIZE_EXCEEDED',
        message: 'Desk takes attachments of at most 20 MB; it was not sent.',
      });
    }
    return caller.call(
      {
        operation: 'uploadAttachment',
        effect: 'create',
        scopes: 'Desk.tickets.UPDATE',
        schema: attachmentSchema,
        send: (api, init) =>
          api.POST('/tickets/{ticketId}/attachments', {
            params: { path: { ticketId }, query: { isPublic: file.isPublic ?? false } },
            body: { file: file.name },
            bodySerializer: () => toForm(file),
            ...init,
          }),
      },
      options,
    );
  }

  return {
    uploadAttachment,
    listAttachments: (ticketId, options) =>
      caller.call(
        {
          operation: 'listAttachments',
          effect: 'read',
          scopes: 'Desk.tickets.READ',
          schema: attachmentListSchema,
          empty: [],
          send: (api, init) =>
            api.GET('/tickets/{ticketId}/attachments', {
              params: { path: { ticketId }, query: { limit: 50 } },
              ...init,
            }),
        },
        options,
      ),
  };
}

/** What a file of this name is called in Desk: at most 100 characters (specification), no path, no control characters. */
export function attachmentName(name: string): string {
  return cutText(name.replaceAll(/[\p{Cc}/\\"]/gu, '_'), 100) || 'attachment';
}

function toForm(file: NewAttachment): FormData {
  const form = new FormData();
  form.set('file', new File([file.bytes], attachmentName(file.name), { type: file.contentType }));
  return form;
}
