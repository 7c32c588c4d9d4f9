import type { Clause } from './clauses.ts';
import { endings, openings } from './exclusion-phrases.ts';

/** States that are denied in whatever tense: "I wasn't locked out", "they are not slow". */
const denials: readonly string[] = ['isnt', 'wasnt', 'arent', 'werent', 'not', 'never', 'not been', 'hasnt been'];
const states: readonly string[] = [
  'locked',
  'slow',
  'full',
  'expired',
  'disconnected',
  'frozen',
  'kicked',
  'forgotten',
];
/** What is not to be done. */
const refusals: readonly string[] = ['dont', 'do not', 'didnt', 'not', 'no need to', 'without'];
const actions: readonly string[] = [
  'reset',
  'resetting',
  'restart',
  'restarting',
  'reboot',
  'rebooting',
  'unlock',
  'unlocking',
];

const pairs = (first: readonly string[], second: readonly string[]): string[] =>
  first.flatMap((one) => second.map((two) => `${one} ${two}`));

const longestOpening = 4;

/** Marks the words that are excluded from what the message is about. */
export function markExcluded(words: readonly string[], clauses: readonly Clause[]): Uint8Array {
  const excluded = new Uint8Array(words.length);
  for (const clause of clauses) {
    let denied = false;
    for (let at = clause.from; at < clause.to; at += 1) {
      const word = words[at] ?? '';
      const opened = matchAt(words, at, clause.to, openingSet);
      if (opened > 0) excluded.fill(1, at, clause.to);
      const ended = at > clause.from ? matchAt(words, at, clause.to, endingSet) : 0;
      const isWell = ended > 0 || (at > clause.from && !denied && wellWords.has(word));
      const end = at + Math.max(ended, 1);
      if (isWell && isEnd(words, end, clause.to)) excluded.fill(1, clause.from, end);
      denied ||= denyingWords.has(word);
    }
  }
  return excluded;
}

const openingSet: ReadonlySet<string> = new Set([...openings, ...pairs(denials, states), ...pairs(refusals, actions)]);
const endingSet: ReadonlySet<string> = new Set(endings);
/** After any verb: "Outlook sends fine". */
const wellWords: ReadonlySet<string> = new Set(['fine', 'normally', 'perfectly', 'flawlessly']);
const denyingWords: ReadonlySet<string> = new Set(
  'not no never cannot isnt wasnt arent werent dont doesnt didnt hasnt havent hadnt cant wont wouldnt couldnt shouldnt'.split(
    ' ',
  ),
);
const softEnds: ReadonlySet<string> = new Set([
  'now',
  'here',
  'though',
  'today',
  'for',
  'on',
  'from',
  'too',
  'otherwise',
  'everywhere',
  'again',
  'and',
  'itself',
  'locally',
]);

function isEnd(words: readonly string[], at: number, to: number): boolean {
  return at >= to || softEnds.has(words[at] ?? '');
}

/** Number of words of the longest phrase of the set that starts here; 0 for none. */
function matchAt(words: readonly string[], at: number, to: number, phrases: ReadonlySet<string>): number {
  for (let count = Math.min(longestOpening, to - at); count > 0; count -= 1) {
    if (phrases.has(words.slice(at, at + count).join(' '))) return count;
  }
  return 0;
}
