import { fileURLToPath } from 'node:url';
import { openTexts, type TextsOf } from '@acebuddy/catalogue';
import { textTable } from '../generated/text-table.ts';
import { addressableName } from './addressable-name.ts';
import type { Block } from './blocks.ts';

const texts = openTexts(fileURLToPath(new URL('../../texts/', import.meta.url)), textTable);

/** The texts of mails in one language. */
export type Say = TextsOf<typeof textTable>;

/** @param language BCP 47; English where nobody has written it, or nothing is known */
export function textsIn(language: string | null | undefined): Say {
  return texts.in(language);
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

/** By name only where it looks like one: it may be a stranger's invention, and the reader somebody else. */
export function hello(say: Say, name: string | null): Block {
  const known = addressableName(name);
  return paragraph(say('hello', { named: known !== null, name: known ?? '' }));
}
