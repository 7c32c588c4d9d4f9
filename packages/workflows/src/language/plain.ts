import { type Act, actSchema, type QuestionKind, questionKinds } from '@acebuddy/detection';
import { z } from 'zod';
import { anyOf, languageFile } from './language-file.ts';
import { bare } from './normalise.ts';

const rowsSchema = z.partialRecord(actSchema, z.array(z.string()).min(1));
const fileSchema = z.strictObject({
  courtesy: z.array(z.string()).default([]),
  any: rowsSchema.default({}),
  ...Object.fromEntries(questionKinds.map((kind) => [kind, rowsSchema.optional()])),
});

/** These words at the beginning or the end. */
const edgesOf = (words: string): RegExp => new RegExp(`^(?:${words}\\s+)+|(?:\\s+${words})+$`, 'giu');

/** Whole messages by kind of question: `language/<language>/plain.yaml`. */
const plainActs = languageFile('plain', fileSchema, ({ courtesy, ...kinds }) => ({
  courtesy: courtesy.length === 0 ? /(?!)/ : edgesOf(anyOf(courtesy)),
  acts: new Map<string, Act>(
    (Object.entries(kinds) as [string, Partial<Record<Act, string[]>> | undefined][]).flatMap(([kind, rows]) =>
      (Object.entries(rows ?? {}) as [Act, string[]][]).flatMap(([act, texts]) =>
        texts.map((text) => [`${kind} ${bare(text)}`, act] as const),
      ),
    ),
  ),
}));

/** The act of a whole message that means nothing else where that kind of question is open; null where it may. */
export function plainAct(text: string, kind: QuestionKind, language: string): Act | null {
  const { acts, courtesy } = plainActs(language);
  const said = bare(text);
  const found = (words: string) => acts.get(`${kind} ${words}`) ?? acts.get(`any ${words}`) ?? null;
  return found(said) ?? found(said.replace(courtesy, ''));
}
