import type { Detector, Secret } from '../secret.ts';
import { type SpokenNumber, spokenNumbers } from '../spoken-digits.ts';

/**
 * What states call the numbers of people and firms, by country. The number is taken whatever its check digits say: people write
 * theirs mostly because a program calls it invalid.
 */
const byCountry: Readonly<Record<string, string>> = {
  us: String.raw`ssn|ss#|s\.s\.n\.?|soc(?:ial)?(?: sec(?:urity)?)?(?: number| no\.?| #)?|itin|ein|fein|tax(?:payer)?[ -]{0,2}id(?:entification)?|tin|ptin|driver'?s?'? licen[sc]e(?: number| no\.?)?|passport(?: number| no\.?)?`,
  uk: String.raw`national insurance(?: number)?|ni ?(?:number|no\.?)|nino|utr(?: number)?`,
  ca: String.raw`sin(?= (?:is|number|#|:|no)|[:#]| \d{3})|social insurance(?: number)?`,
  au: `tfn|tax file(?: number)?|abn`,
  ie: 'pps(?:n| number)?',
  in: 'aadhaa?r(?: number| card)?|pan (?:number|card|no)',
  br: 'cpf|cnpj|rg(?= (?:é|do|da|n))',
  pt: 'nif|contribuinte|cart[aã]o de cidad[aã]o',
  es: 'nif|nie|dni|cif|documento de identidad|n[uú]mero de (?:la )?seguridad social|pasaporte',
  mx: 'rfc|curp|nss',
  latam: 'cuit|cuil|rut|run(?= (?:es|n|:))|c[eé]dula|nit(?= (?:es|de|:|n|\\d))|ruc',
  fr: "num[eé]ro (?:de )?s[eé]cu(?:rit[eé] sociale)?|num[eé]ro fiscal|nir|siren|siret|carte d'identit[eé]|carte vitale|num[eé]ro de passeport",
  de: 'steuer-?(?:id(?:entifikationsnummer)?|nummer|nr\\.?)|idnr\\.?|ust-?id(?:-?nr)?\\.?|sozialversicherungsnummer|rentenversicherungsnummer|sv-?nummer|personalausweis(?:nummer)?|reisepass(?:nummer)?|ausweisnummer',
  ch: 'ahv(?:-?(?:nummer|nr)\\.?)?|avs(?: num[eé]ro)?',
  it: 'codice fiscale|cod\\.? ?fisc(?:ale)?\\.?|partita iva|p\\.? ?iva|carta d.identit[aà]|passaporto',
  nl: 'bsn(?:-nummer)?|burgerservicenummer|rijksregisternummer',
  nordic: 'personnummer|cpr(?:-nummer)?|henkil[oö]tunnus|f[oø]dselsnummer',
  be: 'niss|insz|btw[ -]?(?:nummer|nr\\.?)',
  eu: 'vat (?:number|no\\.?|id)|(?:num[eé]ro (?:de )?)?tva',
  pl: 'pesel|nip',
  others: 'cnp|egn|oib|jmbg|rodn[eé] [cč][ií]slo|инн|снилс|tc kimlik',
};
const name = new RegExp(`(?<![\\p{L}\\p{N}])(?:${Object.values(byCountry).join('|')})(?![\\p{L}])`, 'giu');

/** Figures and some letters in groups, over line ends as well: "48271936L", "418 62 9037", "607⏎-31-⏎4482", "1 84 12 75 108 042 36". */
const number =
  /(?<![\p{L}\p{N}$€£#/.-])(?:[A-Z]{1,4}[ -]?|[A-Z]{5,6}(?=\d))?\d[\dA-Z]{0,18}(?:\s{0,2}[.\-/]?\s{0,2}(?=[A-Z\d]{0,6}\d)[\dA-Z]{1,12}){0,7}(?:[ -]?[A-Z](?![A-Za-z]))?(?![\p{L}\p{N}])/gu;
/** Between the name and its number. */
const notBetween =
  /error|ticket|phone|call|case|code|version|invoice|order|form|page|line|since|until|before|after|release|update|kb|users?|[?]/i;
const ahead = 60;
const digitsMin = 7;
const charsMax = 19;

/** What a text must have: four figures not far from each other. */
export const identityMark = /\d(?:[^\d]{0,7}\d){3}/;

export const findIdentityIds: Detector = (text) =>
  namesIn(text, (index, end) => numberAfter(text, end) ?? numberBefore(text, index));

/** "Her social is four one eight, six two, nine oh three seven". */
export const findSpokenIds: Detector = (text) => {
  const spoken = spokenNumbers(text);
  return spoken.length === 0 ? [] : namesIn(text, (_index, end) => spokenAfter(text, end, spoken));
};

function namesIn(text: string, beside: (index: number, end: number) => Span | null): Secret[] {
  return [...text.matchAll(name)].flatMap(({ 0: said, index }): Secret[] => {
    const found = beside(index, index + said.length);
    return found === null ? [] : [{ kind: 'taxId', start: found[0], end: found[1] }];
  });
}

type Span = readonly [start: number, end: number];

function numberAfter(text: string, from: number): Span | null {
  const window = text.slice(from, from + ahead + 40);
  for (const match of window.matchAll(number)) {
    if (match.index > ahead || notBetween.test(window.slice(0, match.index))) return null;
    if (/[.;]\s|\n[^\n]*\n/.test(window.slice(0, match.index))) return null;
    if (isNumber(match[0])) return [from + match.index, from + match.index + match[0].length];
  }
  return null;
}

function spokenAfter(text: string, from: number, spoken: readonly SpokenNumber[]): Span | null {
  const next = spoken.find(({ start }) => start >= from && start <= from + ahead);
  if (next === undefined || next.digits.length < 8 || next.digits.length > 12) return null;
  return notBetween.test(text.slice(from, next.start)) ? null : [next.start, next.end];
}

const link =
  /^["')]?\s{1,2}(?:(?:is|was|as|for|under|in|on|es|est|ist|è|é|in the|on the|shows (?:up )?as|=|-)\s|\()(?:(?:my|the|our|his|her|their|a|mi|mon|meine?|il|o|le|field|box)\s){0,2}(?:\p{L}{2,14}(?:'s)?\s){0,2}$/iu;

/** "418 62 9037 for her SSN". */
function numberBefore(text: string, at: number): Span | null {
  const from = Math.max(0, at - ahead);
  const window = text.slice(from, at);
  const last = [...window.matchAll(number)].at(-1);
  if (last === undefined || !isNumber(last[0])) return null;
  const end = last.index + last[0].length;
  return link.test(window.slice(end)) ? [from + last.index, from + end] : null;
}

const date = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$|^(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}/;
const telephone = /^\d{3}[ .-]\d{3}[ .-]\d{4}$/;
const version = /^\d{1,3}(?:\.\d{1,4}){2,3}$/;

function isNumber(written: string): boolean {
  const chars = written.replace(/[^A-Z\d]/g, '');
  const digits = chars.replace(/\D/g, '').length;
  if (/^(\d)\1+$/.test(chars)) return false;
  // The Mexican RFC of a person or a firm, the Indian PAN.
  if (/^[A-Z]{3,4}\d{6}[A-Z\d]{3}$|^[A-Z]{5}\d{4}[A-Z]$/.test(chars)) return true;
  if (chars.length > charsMax) return false;
  const isMixed = chars.length >= 8 && digits >= 5 && /[A-Z]/.test(chars);
  if (digits < digitsMin && !isMixed) return false;
  return !date.test(written) && !telephone.test(written) && !(version.test(written) && digits < 9);
}
