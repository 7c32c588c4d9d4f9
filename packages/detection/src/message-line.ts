import { z } from 'zod';

const lineSchema = z.object({ text: z.string() });

/** A line of standard input: `{"text": …}` gives its text, anything else is the message itself. */
export function parseMessage(line: string): string {
  if (!line.trimStart().startsWith('{')) return line;
  try {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data.text : line;
  } catch {
    return line;
  }
}
