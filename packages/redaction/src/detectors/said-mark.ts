import { numberPair } from '../spoken-digits.ts';

/** How a letter is written, as in dictation-words.ts, by its beginning. */
const cases =
  'capital|caps|(?:upper|lower) ?case|letters?\\b|(?:big|small|little|cap|upper|lower|grande?|petite?|gro(?:ß|ss)(?:es|er)?|kleine?[sr]?) \\S(?:\\W|$)|no spaces|one word|followed|may[uú]scul|min[uú]scul|mai[uú]scul|majuscul|minuscul|maiuscol|minuscol|tod[oa] junto|tudo junto|sin espa|sem espa|sans espa|senza spa|en un |tout en|tutto atta|alles |zusammengesch|gro\\S{1,2}(?:buch|gesch)|klein(?:buch|gesch)|with an? ';
/** Questions that banks ask, as in security-answers.ts, by their beginning. */
const answers =
  'maiden|answer|respuesta |(?:mi|la) respuesta |first|favou?rite|childhood|i was born|(?:i )?grew up|of birth|middle name|(?:apellido|nombre|nome) de sol|mi primera|nom de jeune|mon premier|m[aä]dchenn|mein(?:es)? erst|meu primeiro|cognome|mio primo';

/**
 * What a text must have for anything in it to be said rather than written: two number words in a row, how a letter is written, a
 * question that banks ask. One pattern for all of it, asked at the beginnings of words alone, since every message is asked.
 */
export const saidMark = new RegExp(`\\b(?:${answers}|${cases}|${numberPair})`, 'i');
