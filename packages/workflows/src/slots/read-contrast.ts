import { correctionWords } from '../language/correction-words.ts';
import { sentenceEnd } from './sentence-end.ts';

export interface Contrast {
  /** What is meant. */
  readonly wanted: string;
  /** What is not. */
  readonly unwanted: string;
}

/**
 * "APP03, not APP02", "not the 18th but the 17th", "Tax instead of Audit": what is meant and what is not, in her spelling.
 * Null where nothing is set against anything. `standing`: whether a text is an answer that stands; forms that may mean
 * anything else count only where it is.
 */
export function readContrast(
  text: string,
  language?: string,
  standing: (unwanted: string) => boolean = () => false,
): Contrast | null {
  const words = correctionWords(language);
  const said = text.replace(/[‘’]/g, "'").trim().replace(words.trailer, '');
  for (const { pattern, isLoose, isFirst } of words.contrasts) {
    const { x, y } = pattern.exec(said)?.groups ?? {};
    if (x === undefined || y === undefined) continue;
    const wanted = tidy(ownSentence(x, isFirst).replace(words.lead, '').replace(words.trailer, ''));
    const whole = tidy(y.replace(words.lead, '').replace(words.trailer, ''));
    // "Not any laserjet, on the second floor": what follows tells more, unless that is the answer that stands.
    const [first = ''] = whole.split(sentenceEnd)[0]?.split(/[,;]\s/) ?? [];
    const short = tidy(first.replace(words.article, ''));
    const unwanted = !standing(whole) && short !== '' && standing(short) ? short : whole;
    if (wanted === '' || unwanted === '' || wanted.split(/\s+/).length > 12 || unwanted.split(/\s+/).length > 8)
      continue;
    if (words.auxiliaryEnd.test(wanted)) continue;
    if (!isLoose || standing(unwanted)) return { wanted, unwanted };
  }
  return null;
}

/** Of what is meant, the sentence that stands beside what is not: "he stays till nine. ten instead of eight" means ten. */
const ownSentence = (text: string, isFirst: boolean) => text.split(sentenceEnd).at(isFirst ? -1 : 0) ?? text;

const tidy = (text: string) =>
  text
    .replace(/^[\s,.;:("“-]+|[\s,;:)"”-]+$/g, '')
    .replace(/[.!?]+$/, '')
    .trim();
