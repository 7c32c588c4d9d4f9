import type { HelpArticle } from '@acebuddy/workflows';

const charsMax = 400;
const sentencesMax = 2;
/** This share of the longer words must come from the article or the question's own subject. */
const knownShareMin = 0.6;

/**
 * The model's answer if it can be shown: at most two sentences, and nothing in it that the article does not say. Links,
 * addresses and numbers are taken from the article or refused: an answer must not send a customer anywhere new.
 */
export function groundedAnswer(answer: string, { title, excerpt }: HelpArticle): string | null {
  const text = answer.replace(/\s+/g, ' ').trim();
  if (text === '' || text.length > charsMax || /^none\b/i.test(text) || /[<>{}[\]`\p{Cc}]/u.test(text)) return null;
  if (sentencesIn(text) > sentencesMax) return null;
  const source = `${title} ${excerpt}`.toLowerCase();
  const exact = text.toLowerCase().match(/\S*(?:@|:\/\/|www\.|\d)\S*|\b[\w-]+(?:\.[a-z]{2,})+\b/g) ?? [];
  if (exact.some((part) => !source.includes(part.replace(/[.,;:!?)"']+$/, '')))) return null;
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  const known = words.filter((word) => source.includes(word.slice(0, Math.max(4, word.length - 2))));
  return words.length > 0 && known.length / words.length >= knownShareMin ? text : null;
}

function sentencesIn(text: string): number {
  return text.split(/[.!?]+(?:\s|$)/).filter((sentence) => sentence.trim() !== '').length;
}
