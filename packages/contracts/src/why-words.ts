import words from './why-words.json' with { type: 'json' };

type List = keyof typeof words;

function phrase(list: List, name: string): string | null {
  const known: Readonly<Record<string, string>> = words[list];
  return Object.hasOwn(known, name) ? (known[name] as string) : null;
}

/** A command of the table of precedence as what the bot did, "began a workflow"; null: one of a newer release. */
export const commandWords = (command: string): string | null => phrase('commands', command);

/** A kind of question as what was asked, "Whether there is anything else"; null: one of a newer release. */
export const questionWords = (kind: string): string | null => phrase('questions', kind);

/**
 * A row of the table (`unsure at idle`, `yes at frame cancel`, `after_ticket`) in plain words; null: it has none.
 *
 * @param actWords What a row that is an act is called.
 */
export function rowWords(row: string, actWords: (act: string) => string): string | null {
  if (row === 'after_ticket') return 'A ticket was just logged, and nothing else is under way';
  const [, act = '', frame, place = ''] = /^(\S+) at (frame )?(\S+)$/.exec(row) ?? [];
  const where = phrase(frame === undefined ? 'places' : 'frames', place);
  return where === null ? null : `${phrase('rows', act) ?? actWords(act)}, ${where}`;
}
