import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { LabelledText } from './training-data.ts';

/** The thirteen workflow files. Read as data by the model builder and its test only: detection does not depend on them. */
export const workflowDefinitionsFolder = new URL('../../workflows/definitions/', import.meta.url);

const definitionSchema = z.object({ id: z.string(), examples: z.array(z.string()) });

/** The `examples:` of the workflow files; empty when the folder is not there. */
export function readWorkflowExamples(folder: URL = workflowDefinitionsFolder): LabelledText[] {
  if (!existsSync(folder)) return [];
  return (
    readdirSync(folder)
      // Beside them stand their texts in each language: server_reboot.en.yaml.
      .filter((name) => /^\w+\.yaml$/.test(name))
      .sort()
      .flatMap((name) => {
        const { id, examples } = definitionSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8')));
        return examples.map((text) => ({ text, label: id }));
      })
  );
}
