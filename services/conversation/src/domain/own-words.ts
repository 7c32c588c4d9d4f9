import type { ConversationRecord } from './record.ts';

const markCharsMax = 120;

/** How a pushed text is recognised when SalesIQ reports it back; spaces may change on the way. */
export function pushMark(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, markCharsMax);
}

/** True when these "operator's" words are ours: said through the REST API, on their way there or just arrived. */
export function isOwnWords(record: ConversationRecord, text: string): boolean {
  const mark = pushMark(text);
  const underway = record.outbox.flatMap(({ work }) => (work.kind === 'push' ? [pushMark(work.text)] : []));
  return mark !== '' && [...record.pushed, ...underway].includes(mark);
}
