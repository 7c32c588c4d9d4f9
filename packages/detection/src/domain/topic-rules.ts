import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const topicRulesSchema = z.object({
  /** Workflows that are asked for: they stand whatever else is named. */
  requests: z.array(z.string()).default([]),
  /** Per workflow what goes along with it and is no issue of its own. */
  partOf: z.record(z.string(), z.array(z.string())).default({}),
});

export type TopicRules = z.infer<typeof topicRulesSchema>;

const topicRulesFile = new URL('../../data/topic-rules.yaml', import.meta.url);

/** Reads `data/topic-rules.yaml`. @throws when it is missing or not of the form */
export function loadTopicRules(): TopicRules {
  return topicRulesSchema.parse(parse(readFileSync(topicRulesFile, 'utf8')));
}
