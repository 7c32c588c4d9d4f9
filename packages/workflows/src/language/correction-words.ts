import { z } from 'zod';
import { anyOf, languageFile, patternOf, wholeWords, wordEnd, wordStart } from './language-file.ts';
import { normalise } from './normalise.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  contrasts: phrases,
  loose: phrases,
  cues: phrases,
  leads: phrases,
  changes: phrases,
  wrong: phrases,
  copulas: phrases,
  fillers: phrases,
  trailers: phrases,
  joints: phrases,
  articles: phrases,
  not_corrections: phrases,
  ordinal_ends: phrases,
  auxiliaries: phrases,
  denials: phrases,
  meant: phrases,
  not_values: phrases,
});

/** A way to say that one thing is meant and another is not. */
export interface ContrastForm {
  readonly pattern: RegExp;
  /** Only where what is not meant is an answer that stands. */
  readonly isLoose: boolean;
  /** What is meant stands before what is not. */
  readonly isFirst: boolean;
}

/** How people take back what they said: `language/<language>/corrections.yaml`. */
export const correctionWords = languageFile('corrections', schema, (file) => ({
  contrasts: file.contrasts.map(
    (form): ContrastForm => ({
      pattern: contrast(form),
      isLoose: file.loose.includes(form),
      isFirst: form.startsWith('{x}'),
    }),
  ),
  denials: file.denials.map(contrast),
  cue: new RegExp(
    `^(?:${anyOf([...file.cues, ...file.leads])}${wordEnd}[\\s,.!:;-]*)*?${anyOf(file.cues)}${wordEnd}`,
    'iu',
  ),
  lead: new RegExp(`^(?:${anyOf([...file.cues, ...file.leads])}${wordEnd}[\\s,.!:;-]*)+`, 'iu'),
  meant: wholeWords(file.meant),
  /** How what is no value begins: "not in the list", "still broken". */
  notValue: new RegExp(`^${anyOf(file.not_values)}${wordEnd}`, 'iu'),
  clauseEnd: new RegExp(`[;!?\\n]+|[.,]\\s+|[\\s,]+${anyOf(file.joints)}\\s+`, 'iu'),
  joints: new RegExp(`[;\\n]+|\\.\\s+|[\\s,]+${anyOf(file.joints)}\\s+`, 'iu'),
  changes: wholeWords(file.changes),
  wrong: wholeWords(file.wrong),
  copula: new RegExp(`^[\\s,.;!-]*(?:(?:${anyOf(file.copulas.filter(isWord))}${wordEnd}|[=:→])[\\s,:]*)+`, 'iu'),
  filler: new RegExp(`^[\\s,.;!-]*(?:${anyOf(file.fillers)}${wordEnd}[\\s,.;!-]*)+`, 'iu'),
  trailer: new RegExp(`(?:[\\s,.;!-]+${anyOf(file.trailers)})+[\\s,.;!]*$`, 'iu'),
  joint: new RegExp(`[\\s,;.]+(?:${anyOf(file.joints)}${wordEnd}\\s*)+$`, 'iu'),
  /** What leads from one line to the next: "… and change the". */
  beforeNext: new RegExp(`(?:^|[\\s,;.])${anyOf([...file.changes, ...file.articles, ...file.joints])}$`, 'iu'),
  /** What may stand right before the name of a line. */
  beforeLine: new RegExp(
    `(?:^|[\\s,;.(])${anyOf([...file.changes, ...file.articles, ...file.joints, ...file.wrong, ...file.cues, ...file.leads])}$`,
    'iu',
  ),
  article: new RegExp(`^(?:${anyOf(file.articles)}${wordEnd}\\s*)+(?=\\S)`, 'iu'),
  auxiliaryEnd: new RegExp(`${wordStart}${anyOf(file.auxiliaries)}$`, 'iu'),
  none: new RegExp(
    `^${anyOf(file.not_corrections)}[\\s,.!]*(?:$|${anyOf(file.trailers)})|^(?:\\S+\\s+){0,3}${anyOf(file.not_corrections)}[\\s.!]*$`,
    'iu',
  ),
  ordinal: new RegExp(`(\\d)${anyOf(file.ordinal_ends)}${wordEnd}`, 'giu'),
}));
export type CorrectionWords = ReturnType<typeof correctionWords>;

const isWord = (phrase: string) => /\p{L}/u.test(phrase);

/** "{x} instead of {y}" as a pattern with the groups `x` and `y`. */
function contrast(form: string): RegExp {
  const parts = form.split(/(\{[xy]\})/).filter((part) => part !== '');
  const source = parts.map((part, at) => {
    if (part === '{x}' || part === '{y}') return `(?<${part[1]}>[^\\n]+?)`;
    const words = patternOf(normalise(part.trim()), '[\\s,;.]+').replaceAll("'", "['’]?");
    const before = at === 0 ? wordStart : '[\\s,;.(]+';
    return `${before}${words}${at === parts.length - 1 ? wordEnd : ''}`;
  });
  const joined = source.map((part, at) => (at > 0 && part.startsWith('(?<') ? `[\\s,;:.]+${part}` : part)).join('');
  return new RegExp(`^${parts[0]?.startsWith('{') ? '' : '(?:.*?[\\s,;.])??'}${joined}[\\s.!)]*$`, 'isu');
}
