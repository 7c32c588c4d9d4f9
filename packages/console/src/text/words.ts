import words from './words.json' with { type: 'json' };

export type WordList = keyof typeof words;

/** Plain words for a code; a code that a newer release added is made readable instead. */
export function wordOf(list: WordList, code: string): string {
  const known: Readonly<Record<string, string>> = words[list];
  return Object.hasOwn(known, code) ? (known[code] as string) : readable(code);
}

/** Code and words of a list, in its order: for pickers. */
export function choicesOf(list: WordList): readonly (readonly [string, string])[] {
  return Object.entries(words[list]);
}

/** `sendMail` and `send_mail` become "Send mail"; words in capitals (`NOC`) stay as they are. */
export function readable(code: string): string {
  const spaced = code
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .split(' ')
    .map((word) => (/^[A-Z0-9]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
