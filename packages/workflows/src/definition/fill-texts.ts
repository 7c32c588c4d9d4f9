import type { TextsFile } from './texts-file.ts';

/** `$slots.plan.ask` in a workflow file stands for the text of that name in the file of a language. */
const reference = /^\$([a-z0-9_]+(?:\.[a-z0-9_]+)*)$/;

export interface Filled {
  /** The workflow with the texts in their places. */
  readonly value: unknown;
  /** Every name that it asks for, and where. */
  readonly asked: readonly { readonly name: string; readonly path: readonly PropertyKey[] }[];
}

/** Puts the texts of a language into a workflow file. A text that is lacking stays what it was. */
export function fillTexts(value: unknown, texts: TextsFile['texts'], path: readonly PropertyKey[] = []): Filled {
  if (typeof value === 'string') {
    const name = reference.exec(value)?.[1];
    return name === undefined ? { value, asked: [] } : { value: texts.get(name) ?? value, asked: [{ name, path }] };
  }
  if (typeof value !== 'object' || value === null) return { value, asked: [] };
  const filled = Object.entries(value).map(
    ([key, inner]) => [key, fillTexts(inner, texts, [...path, Array.isArray(value) ? Number(key) : key])] as const,
  );
  const asked = filled.flatMap(([, inner]) => inner.asked);
  if (Array.isArray(value)) return { value: filled.map(([, inner]) => inner.value), asked };
  return { value: Object.fromEntries(filled.map(([key, inner]) => [key, inner.value])), asked };
}
