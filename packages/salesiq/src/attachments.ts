import { type Attachment, attachmentSchema } from '@acebuddy/contracts';
import { firstOf, toLine, toList, toRecord } from './loose-values.ts';

const attachmentsMax = 20;

/**
 * Files that came with a message. The shape of an item is undocumented (salesiq.md §2.4): the usual names are looked
 * for, plain text counts as an address, and whatever cannot be read is still counted as a file without details.
 */
export function toAttachments(value: unknown): Attachment[] {
  return toList(value).slice(0, attachmentsMax).map(toAttachment);
}

/** Where a message carries its files; which name SalesIQ uses is open (salesiq.md §2.4). */
const fileNames = ['attachments', 'attachment', 'files', 'file'] as const;

export function filesOf(message: Record<string, unknown>): Attachment[] {
  return fileNames.flatMap((name) => toAttachments(message[name])).slice(0, attachmentsMax);
}

function toAttachment(item: unknown): Attachment {
  const record = typeof item === 'string' ? { url: item } : toRecord(item);
  const url = webAddress(firstOf(record, ['url', 'file_url', 'download_url', 'link', 'href', 'src']));
  const name = toLine(firstOf(record, ['name', 'file_name', 'filename']), 255);
  const contentType = toLine(firstOf(record, ['type', 'content_type']), 150);
  const sizeBytes = Number(firstOf(record, ['size']) ?? Number.NaN);
  return {
    ...(url !== undefined && { url }),
    ...(name !== undefined && { name }),
    ...(contentType !== undefined && { contentType }),
    ...(Number.isSafeInteger(sizeBytes) && sizeBytes >= 0 && { sizeBytes }),
  };
}

function webAddress(value: unknown): string | undefined {
  const text = toLine(value, 2_001);
  if (text === undefined || !/^https?:\/\//i.test(text)) return undefined;
  return attachmentSchema.shape.url.safeParse(text).data;
}
