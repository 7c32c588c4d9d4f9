/** What people say for the signs of a password, by language; words that every sentence has ("plus", "punto") are left out. */
const signs: Readonly<Record<string, string>> = {
  en: 'exclamation(?: mark| point| sign)?|bang|dollar(?: sign)?|at (?:sign|symbol)|hash(?:tag)?(?: sign)?|pound(?: sign| key)|number sign|under ?score|dash|hyphen|minus(?: sign)?|asterisk|star|percent(?: sign)?|ampersand|and sign|plus(?: sign)?|question mark|caret|period|dot|full stop|(?:forward |back ?)?slash|tilde|equals? sign|semi ?colon|(?:open|close|left|right) (?:paren\\w*|bracket)',
  es: 'arroba|gui[oó]n(?: bajo)?|asterisco|almohadilla|(?:signo|s[ií]mbolo) de \\p{L}{4,14}|(?:signo de )?exclamaci[oó]n|numeral',
  fr: "arobas[e]?|tiret(?: bas| du (?:bas|six|huit))?|point d'(?:exclamation|interrogation)|di[eè]se|ast[eé]risque|[eé]toile|pour ?cent|esperluette|barre oblique",
  de: 'ausrufe?zeichen|fragezeichen|unterstrich|bindestrich|minuszeichen|raute(?:zeichen)?|klammeraffe|at-?zeichen|dollarzeichen|prozent(?:zeichen)?|sternchen|schr[aä]gstrich|pluszeichen|und-?zeichen',
  pt: 'sublinhado|underline|tra[cç]o|h[ií]fen|ponto de (?:exclama[cç][aã]o|interroga[cç][aã]o)|cerquilha|jogo da velha|cifr[aã]o',
  it: 'chiocciola|trattino(?: basso)?|punto (?:esclamativo|interrogativo)|cancelletto|percento',
};

/** How the letters of a password are said to be written. */
const cases: Readonly<Record<string, string>> = {
  en: "(?:all )?(?:in )?(?:upper ?case|lower ?case)|capital(?:ized)?|(?:all (?:in )?)?caps|(?:all )?(?:big|small|capital) letters?|(?:big|small|little|cap|upper|lower)(?= [a-z](?![\\p{L}'\\p{N}]))|first letter|no spaces|(?:all )?one word|with an? \\S{1,10} (?:for|instead)|followed by",
  es: '(?:todo (?:en )?)?(?:may[uú]scul|min[uú]scul)[ao]s?|todo junto|sin espacios',
  fr: "(?:tout en )?(?:majuscul|minuscul)es?|(?:grand|petit)e?(?= \\p{L}(?![\\p{L}']))|en un (?:seul )?mot|sans espaces?",
  de: 'gro(?:ß|ss)(?:es|er|buchstabe)?(?= \\p{L}(?!\\p{L}))|klein(?:es|er|buchstabe)?(?= \\p{L}(?!\\p{L}))|alles (?:gro(?:ß|ss)|klein)(?:geschrieben)?|(?:gro(?:ß|ss)|klein|zusammen)geschrieben',
  pt: '(?:tudo (?:em )?)?(?:mai[uú]scul|min[uú]scul)[ao]s?|tudo junto|sem espa[cç]os?',
  it: '(?:tutto )?(?:maiuscol|minuscol)[aeio]|tutto attaccato|senza spazi',
};

const all = (words: Readonly<Record<string, string>>) => Object.values(words).join('|');

/** A pattern for any of them, without boundaries. */
export const signWord = all(signs);
export const caseWord = all(cases);
/** The same of other languages than English. */
export const wordAbroad = [signs, cases].map(({ en, ...abroad }) => all(abroad)).join('|');
