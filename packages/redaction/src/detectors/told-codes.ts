import type { Secret } from '../secret.ts';
import { otherCode, otherCodeWithin, troubled } from './other-codes.ts';

const groups = String.raw`["'(]?(?:[A-Z]-)?(\d{5,8}|\d{1,4}(?:(?: |-|\.| - )\d{1,4}){1,7})(?![\w-]|[.,:/]\d| \d)`;
/** "the text says 482917", "my phone displays 305 992", "Okta popped up 71 34 06". */
const sender = new RegExp(
  String.raw`(?<!\p{L})(?:(?:text|texts|text message|message|sms|app|authenticator|thing(?:y|ie)?|token|fob|duo|okta|authy|voice|robot|lady|intuit|google|microsoft|apple|chase|paypal|amazon|gusto|adp|the bank|they|it|he|she)(?: from (?:the )?\p{L}{2,14})? (?:just )?(?:(?:read|gave|sent|texted|messaged|emailed|told)(?: it| out)?(?: to)? (?:me|us)|says?|said|shows?|displays?|reads?|popped up|came up with)|(?:text|sms|msg|text message|mensaje|nachricht|messaggio)(?=\s?[:,])|and (?:it )?(?:showed|displayed)|my phone (?:says|shows|displays|reads)|read me|texted me|me (?:lleg[oó]|cay[oó]|mandaron|mand[oó]|enviaron|env[ií]o|envi[oó]|dieron)(?: (?:el|este|al|un|mi) (?:n[uú]mero|celular|tel[eé]fono|texto|mensaje|correo))?|(?:el|este) n[uú]mero(?: que me (?:lleg[oó]|mandaron|mand[oó]|enviaron|dieron|cay[oó]))? es)(?: (?:a|the|this|code|number|numbers|text|is|with|now|just|out|el|este|es)){0,3}[\s:,]{1,3}` +
    groups,
  'dgiu',
);
/** What is no code by its length alone: years, prices, telephone numbers, dates. */
const noCode = /^(?:19|20)\d\d(?:-\d{2}-\d{2})?$|^\d{1,2}[-.]\d{1,2}[-.](?:19|20)\d\d$|^\d{3}[-. ]\d{4}$/;
const unit =
  /^\s(?:users?|people|times?|days?|hours?|minutes?|seconds|dollars?|usd|percent|%|pages?|returns?|letters?|files?|errors?|copies|emails?|items?|rows?|correos?|mensajes?|veces|d[oó]lares|personas?|facturas?|gb|mb|kb|bytes|of)\b/i;

/** The sentence ends, or goes on with something else than what was counted. */
const clauseEnd =
  /^["')]{0,2}\s{0,3}(?:$|[.,;!?\n-]|(?:and|but|is|was|what|which|do|does|should|can|so|on|in|under|for|now|then|to|i|it|from|as|by|hurry|please|thanks|y|e|et|und|o|que)(?!\p{L}))/iu;

/** The name of a code, a few words, a verb: "el código que me llegó es …", "ok i got the code its …". */
const name = /(?<!\p{L})(?:codes?|passcode|otp|c[oó]digos?|codice|kode|kod)(?!\p{L})/giu;
const gap = new RegExp(
  String.raw`^(?:,?\s{1,2}[\p{L}'-]{1,16}){0,8}?(?:'s(?:\snow)?\s|(?:,|\s)\s{0,2}(?:it'?s|is|was|are|es|era|est|c'est|ist|lautet|war|è|é|reads|says)(?!\p{L})(?:\s(?:now|still|this|le|la|el))?\s{0,2}:?|\s{0,2}[:=]|\s(?:recibido|recebido|reçu|ricevuto|erhalten|received|sms|mms|otp|2fa|par sms|por sms|per sms|texted|par texto|whatsapp)\s{0,2}:?)\s{0,3}` +
    groups,
  'diu',
);

/** Codes in figures that the words around them name or that somebody sent. */
export const findToldCodes = (text: string): Secret[] => [
  ...fromSenders(text),
  ...behindNames(text),
  ...forSigningIn(text),
];

const toSignIn =
  /(?<!\p{L})(?:use|enter|type|put in) (\d{5,8}|\d{3} \d{3}) (?:to|for) (?:verify|verification|sign|log|confirm|your|the (?:login|sign))/dgiu;

/** "Use 338201 to verify your account". */
function forSigningIn(text: string): Secret[] {
  return [...text.matchAll(toSignIn)].flatMap((match) => codes(text, 0, match.indices?.[1]));
}

function fromSenders(text: string): Secret[] {
  return [...text.matchAll(sender)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const span = match.indices?.[1];
    if (span === undefined || troubled.test(before + match[0])) return [];
    // "It said 48291 records were imported".
    const counts =
      /say|said|show|display|read(?! )|reads|^me |n[uú]mero es$/i.test(match[0]) &&
      !clauseEnd.test(text.slice(span[1], span[1] + 20));
    return counts ? [] : codes(text, 0, span);
  });
}

function behindNames(text: string): Secret[] {
  return [...text.matchAll(name)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    if (otherCode.test(before) || troubled.test(before)) return [];
    const from = match.index + match[0].length;
    const found = gap.exec(text.slice(from, from + 110));
    if (found === null || otherCodeWithin.test(found[0]) || troubled.test(found[0])) return [];
    return codes(text, from, found.indices?.[1]);
  });
}

function codes(text: string, offset: number, span: readonly [number, number] | undefined): Secret[] {
  if (span === undefined) return [];
  const [start, end] = [offset + span[0], offset + span[1]];
  const code = text.slice(start, end);
  const digits = code.replace(/\D/g, '').length;
  if (digits < 5 || digits > 8 || noCode.test(code) || unit.test(text.slice(end, end + 14))) return [];
  return /^80[0-9a-f]{6}$/i.test(code) ? [] : [{ kind: 'code', start, end }];
}
