import { fileURLToPath } from 'node:url';
import { openTexts, type TextsOf } from '@acebuddy/catalogue';
import { textTable } from './generated/text-table.ts';

const texts = openTexts(fileURLToPath(new URL('../texts/', import.meta.url)), textTable);

/** What this service says to customers and points of contact, in one language. */
export type Say = TextsOf<typeof textTable>;

/** @param language BCP 47; English where nobody has written it, or nothing is known */
export function textsIn(language: string | null | undefined): Say {
  return texts.in(language);
}

/**
 * The texts that a browser asks for first, of those that there are.
 * @param acceptLanguage the header as it came: `es-MX,es;q=0.9,en;q=0.8`
 */
export function textsFor(acceptLanguage: string | undefined): Say {
  const wanted = (acceptLanguage ?? '')
    .split(',', 10)
    .map((part) => {
      const [tag = '', quality = 'q=1'] = part.trim().split(/\s*;\s*/);
      return { language: tag.split('-')[0]?.toLowerCase() ?? '', weight: Number(quality.replace(/^q=/, '')) || 0 };
    })
    .sort((a, b) => b.weight - a.weight);
  return texts.in(wanted.find(({ language }) => texts.languages.includes(language))?.language);
}
