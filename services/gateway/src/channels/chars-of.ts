import type { IncomingMessage } from '@acebuddy/contracts';

/** How much somebody wrote, in characters: words, names of files, answers to a form. */
export function charsOf(content: IncomingMessage['content']): number {
  switch (content.kind) {
    case 'message':
      return total([content.text, ...content.attachments.map(({ name = '' }) => name)]);
    case 'answers':
      return total(Object.values(content.answers));
    case 'opened':
    case 'failed':
      return 0;
  }
}

function total(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}
