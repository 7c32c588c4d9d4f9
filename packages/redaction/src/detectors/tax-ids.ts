import type { Detector, Secret } from '../secret.ts';

/** Social security numbers as the SSA issues them, and ITINs (9xx) as the IRS does. */
const dashed = /(?<![\w-])(?!000|666)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g;
const named =
  /(?<![a-z])(?:ssn|ss#|soc(?:ial)?(?: sec(?:urity)?)?(?: number| no\.?| #)?|itin|s\.s\.n\.?|ein|fein|tin|tax(?:payer)?[ -]{0,2}id(?:entification)?|federal id|employer id(?:entification)?|vat(?: number| id)?)(?![a-z])/gi;
/** The number follows within a few words: "SSN for the new hire is 123456789". */
const number = /^[^\n]{0,40}?(?<![\w-])((?!000|666)\d{3}[ .-]{0,2}\d{2}[ .-]{0,2}\d{4}|\d{2}[ -]{0,2}\d{7})(?![\w-])/d;
const following =
  /(?<![\w-])(\d{3}[ -]\d{2}[ -]\d{4}|\d{2}-\d{7}|\d{9})\s{0,2}(?:is|as|\(|=|-)\s{0,2}(?:my|the|our|his|her|their|a)?\s{0,2}(?:company'?s?|client'?s?)?\s{0,2}(?:ssn|ein|fein|tin|itin|social|tax id)\b/dgi;
const notAfter = /error|ticket|phone|call|case|code|version/i;

/** What a text must have for a tax id to be in it: nine digits. */
export const taxIdMark = /\d(?:[ .-]{0,2}\d){8}/;

export const findTaxIds: Detector = (text) => [...plain(text), ...withName(text), ...beforeName(text)];

function plain(text: string): Secret[] {
  return [...text.matchAll(dashed)].map((match) => taxId(match.index, match.index + match[0].length));
}

function withName(text: string): Secret[] {
  return [...text.matchAll(named)].flatMap((match) => {
    const from = match.index + match[0].length;
    const found = number.exec(text.slice(from, from + 70));
    const span = found?.indices?.[1];
    if (found === null || span === undefined) return [];
    if (notAfter.test(found[0].slice(0, span[0]))) return [];
    return [taxId(from + span[0], from + span[1])];
  });
}

function beforeName(text: string): Secret[] {
  return [...text.matchAll(following)].flatMap((match) => {
    const span = match.indices?.[1];
    return span === undefined ? [] : [taxId(span[0], span[1])];
  });
}

const taxId = (start: number, end: number): Secret => ({ kind: 'taxId', start, end });
