import { readdir, readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** One wording, or several of which one is drawn. */
const words = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((given) => (typeof given === 'string' ? [given] : given));

const pattern = z.string().transform((text) => new RegExp(text, 'i'));

const storySchema = z.strictObject({
  id: z.string(),
  /** How often it is told, beside the others. */
  weight: z.number().positive().default(1),
  /**
   * `known`: to the directory; `nameless`: the chat tells nothing of her; `refused`: mails to her come back; `anyone`: known
   * or not.
   */
  who: z.enum(['known', 'poc', 'stranger', 'nameless', 'refused', 'anyone']).default('anyone'),
  opening: words,
  /** What is answered where the bot's question has these words. The first that fits counts. */
  answers: z
    .record(z.string(), words)
    .default({})
    .transform((given) => Object.entries(given).map(([asked, say]) => ({ asked: pattern.parse(asked), say }))),
  /** What becomes of each step that the bot proposes; the last one holds for all further ones. */
  steps: z.array(z.enum(['worked', 'broken', 'silent'])).default(['broken']),
  /** Which of the ways to people she takes, in turn. */
  ways: z.array(z.string()).default(['Leave a ticket']),
  code: z.enum(['right', 'wrong', 'skip']).default('right'),
  /** She says no more after so many messages. */
  silent_after: z.number().int().optional(),
  withdraw_after: z.number().int().optional(),
  withdraws: words.default(['never mind, cancel that please']),
  interrupts_after: z.number().int().optional(),
  interrupts: words.default([]),
  /** What becomes of a hand-over. `missed`: it rings and nobody takes it. */
  operator: z.enum(['answers', 'busy', 'missed']).default('answers'),
  operator_says: z
    .array(z.string())
    .default(['Hello, I have read what you wrote. I look into it right now.', 'That should be it.']),
  operator_hears: words.default(['thank you', 'ok, thanks', 'great, that was quick']),
  /** Stars that she may give; 0: none. */
  rating: z.array(z.number().int().min(0).max(5)).default([0]),
});

const fileSchema = z.strictObject({
  workflow: z.string(),
  agent: z.strictObject({
    /** Business hours until the ticket is closed, in the middle. */
    hours: z.number().positive(),
    answers: z.array(z.string()).min(1),
  }),
  stories: z.array(storySchema).min(1),
});

/** One way in which a chat goes. */
export type Story = z.output<typeof storySchema>;
/** How agents deal with the tickets of a workflow. */
export type AgentWays = z.output<typeof fileSchema>['agent'];

export interface Stories {
  readonly all: readonly Story[];
  agentOf(workflow: string | undefined): AgentWays;
}

const folder = new URL('./stories/', import.meta.url);
/** Tickets of which the file says nothing else. */
const anyWorkflow = 'support_request';

export async function loadStories(): Promise<Stories> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  const files = texts
    .flatMap((text) => parseAllDocuments(text, { merge: true }))
    .map((document) => fileSchema.parse(document.toJS()));
  const agents = new Map(files.map(({ workflow, agent }) => [workflow, agent]));
  return {
    all: files.flatMap(({ stories }) => stories),
    agentOf: (workflow = anyWorkflow) => (agents.get(workflow) ?? agents.get(anyWorkflow)) as AgentWays,
  };
}
