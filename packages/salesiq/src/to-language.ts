import { languageSchema } from '@acebuddy/contracts';

const names = new Intl.DisplayNames('en', { type: 'language' });
const tagOfName = new Map(
  ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'hi', 'zh', 'ja', 'ko', 'ru', 'ar', 'pl', 'tr', 'vi'].map((tag) => [
    (names.of(tag) ?? tag).toLowerCase(),
    tag,
  ]),
);

/**
 * The BCP 47 tag of a visitor's language. SalesIQ documents "a string" (salesiq.md §2.6); `en`, `en_US` and `English` were
 * seen. Undefined when it is none of these forms.
 */
export function toLanguage(said: string | undefined): string | undefined {
  const text = said?.trim() ?? '';
  const [first = '', ...rest] = text.split(/[-_]/);
  const tag = [first.toLowerCase(), ...rest].join('-');
  return tagOfName.get(text.toLowerCase()) ?? languageSchema.safeParse(tag).data;
}
