import { contactWords } from '../language/contact-words.ts';
import { findEmails, withoutEmails } from './parse-contact.ts';

/** An address to which something is to be sent. */
export interface Delivery {
  readonly email: string;
  /** It is said to be somebody else's. */
  readonly isOthers: boolean;
  /** What goes there is named; "it" may be anything. */
  readonly isNamed: boolean;
}

/**
 * The address to which something is to be sent: "mail it to my private address", "the link should go to her, not to me". It says
 * nothing of who writes. Null where none is told.
 */
export function readDelivery(text: string, language?: string): Delivery | null {
  const words = contactWords(language);
  const [email, second] = findEmails(text);
  if (email === undefined || second !== undefined) return null;
  const sentences = text.replace(/[\u2018\u2019]/g, "'").split(/(?<=[!?\n])\s*|(?<=[^\s]{2}\.)\s+/);
  const at = sentences.findIndex((one) => findEmails(one).length > 0);
  const own = sentences[at];
  // "Can you send it to him? ann@firm.example"
  const sentence = own !== undefined && !/\p{L}/u.test(withoutEmails(own)) ? `${sentences[at - 1] ?? ''} ${own}` : own;
  if (sentence === undefined || !words.delivery.test(sentence) || words.notDelivery.test(sentence)) return null;
  return { email, isOthers: words.others.test(sentence), isNamed: words.delivered.test(sentence) };
}
