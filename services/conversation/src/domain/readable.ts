import type { IncomingMessage } from '@acebuddy/contracts';

type Content = IncomingMessage['content'];

/**
 * The beginning of what somebody wrote, which is what the dialogue reads: nobody answers a question in 50,000 characters,
 * and patterns that read text for its meaning must not be fed with any amount of it. The transcript keeps everything.
 */
export function readable(content: Content, charsMax: number): Content {
  if (content.kind === 'message') return { ...content, text: content.text.slice(0, charsMax) };
  if (content.kind !== 'answers') return content;
  const answers = Object.entries(content.answers).map(([key, text]) => [key, text.slice(0, charsMax)] as const);
  return { ...content, answers: Object.fromEntries(answers) };
}
