import type { Detector, Secret } from '../secret.ts';
import { findBackupCodes } from './backup-codes.ts';
import { otherCode, troubled } from './other-codes.ts';
import { findToldCodes } from './told-codes.ts';

/** Names that mean a one-time code by themselves. */
const surely =
  /(?<![a-z])(?:otp|totp|one[ -]?time[ -]?(?:pass)?(?:code|password|pin)|(?:four|five|six|eight|[4-8])[ -](?:digit (?:code|number|pin)|digits|numbers|figures)|(?:door|gate|garage|lock ?box|safe|vault|locker|padlock)(?: lock)? (?:code|combination|combo)|(?:verification|verify|verifying|security|authentication|authenticator|auth|mfa|2fa|two[ -]factor|sms|text(?:ed)?|login|log[ -]?in|sign[ -]?in|access|confirmation|duo|emailed|passcode|temporary)[ -]{1,2}(?:code|passcode|pin|number)|passcode|backup code|recovery code|(?:bestätigungs|sicherheits|anmelde|verifizierungs|einmal|freischalt|prüf|login|sms|sms-|mfa-|2fa-)code)s?(?![a-z])/gi;
/** "code" alone, unless a word before it says that it is another sort of code. */
const perhaps =
  /(?<!\p{L})(?:codes?|c[oó]digos?|codice|kode|kod|koodi|код|κωδικός|m[aã] x[aá]c (?:nh[aậ]n|minh))(?!\p{L})|验证码|驗證碼|認証コード|인증번호/giu;
const value = String.raw`["'<([]?(?:[A-Z]-)?(\d{4,8}|\d{1,4}(?:(?: |-|\.| - )\d{1,4}){1,7})(?![\w-]|[.,:/]\d| \d)`;
const link = new RegExp(
  String.raw`^["')]?\s{0,3}(?:(?:that )?(?:i (?:just )?(?:got|received|was sent|have)|you (?:just )?(?:sent|emailed|texted|gave|asked for|wanted|need(?:ed)?|requested)(?: me)?|for (?:the |my |our )?(?:front |back |side |main )?(?:door|gate|alarm|lock ?box|garage|office|building|safe|keypad|entry|elevator)|[,.] (?:it|this)(?= is)|sent to (?:me|my phone|my email)|(?:they|it|he|she|duo|microsoft|google) (?:just )?(?:sent|texted|emailed|mailed|gave|showed)(?: me)?|from (?:the |my )?(?:e-?mail|sms|text|app|authenticator|duo|phone)|on my (?:phone|screen|app)|re[çc]u|recibido|ricevuto|for (?:the )?(?:login|verification|mfa|duo|okta|microsoft|google|today))[ ,]{0,3}){0,2}\s{0,3}(?:(?:is|was|are|reads|says|shows|goes|it says|es|est|ist|lautet|è|é|jest|to)(?![\p{L}])|=|:|->|-(?=\s)|是|は|는|은)\s{0,3}(?:still |now |le |la |el |il |der |die |das |o |the )?[:=]?\s{0,3}` +
    value,
  'diu',
);
/** Not "backup code 2023 folder". */
const adjacent = new RegExp(String.raw`^["')]?\s{1,3}(?!(?:19|20)\d\d\s(?!is\b|was\b|and\b|but\b)[a-z])` + value, 'du');
const letters =
  /^["')]?\s{0,3}(?:is|was|:|=)\s{0,3}["'<([]?((?=[A-Z0-9-]{0,12}\d)(?=[A-Z0-9-]{0,12}[A-Z])[A-Z0-9-]{5,14})(?![\w-])/d;
const before =
  /(?<![\w-])(?:[A-Z]-)?(\d{3}[ -]\d{3}|\d{4,8})["')\]]?\s{1,3}(?:is|was|as|=|-)\s{1,3}(?:the|my|your|a|our)?\s{0,3}(?:[a-z0-9]{1,15}\s{1,2}){0,4}(?:code|otp|passcode|one-time pin)(?![a-z])/dgi;
const windowChars = 110;

/** Right behind "code" also without a sign: "one-time code K7P-2Q9". */
const adjacentLetters =
  /^["')]?\s{1,3}["'<([]?((?=[A-Z0-9-]{0,12}\d)(?=[A-Z0-9-]{0,12}[A-Z])[A-Z0-9-]{6,14})(?![\w-])/d;

/** Who sends codes, and how people say that one came. */
const sent =
  /\b(?:(?:texted|sms(?:ed|'d)|messaged) (?:me|us)|(?:duo|okta|authy|(?:the |my )?(?:microsoft |google )?authenticator|(?:the |my )?auth app|entrust|rsa|the token|my token) (?:app )?(?:says|shows|said|showed|gave me|gives me|displays|reads|is showing|is)|(?:microsoft|google|apple|the bank|paypal|amazon|intuit|my phone|they|it) (?:just )?(?:texted|sms(?:ed|'d)|(?:sent|emailed|gave|messaged) me(?: (?:a |the |this )?(?:text|sms|code|message))?))\s{0,2}[:,]?\s{0,2}(?:the code |code |this |this code )?[:]?\s{0,2}["']?(\d{4,8}|\d{1,4}(?:(?: |-)\d{1,4}){1,5})(?![\w-]|[.,:/]\d)/dgi;
const shown =
  /(?<![\w.:/$#-])(\d{6,8}|\d{2,4}(?:[ -]\d{2,4}){1,3})\s{1,3}(?:is |shows |came )?(?:up )?(?:on|in|from|by) (?:the |my )?(?:duo|okta|authy|(?:microsoft |google )?authenticator|auth app|text message|sms)\b/dgi;
const alphanumeric =
  /(?<![\w-])((?=[A-Z0-9-]{0,12}\d)(?=[A-Z0-9-]{0,12}[A-Z])[A-Z0-9]{3,6}(?:-[A-Z0-9]{3,6}){0,2})\s{1,3}(?:is|was|as|=|-)\s{1,3}(?:the|my|your|a|our)?\s{0,3}(?:one[ -]time|verification|security|login|backup|recovery|access|authentication|mfa|2fa)\s{1,2}(?:code|passcode|pin)/dg;
/** "MFA 482913", "2fa: 482913". */
const secondFactor =
  /(?<![a-z\d])(?:mfa|2fa|totp|authenticator|okta|duo|verification|verify)(?: is|:|=| -)?\s{0,2}(\d{6,8}|\d{3}[ -]\d{3})(?![\w-]|[.,:/]\d)/dgi;
/** What a text must have for a code to be in it. */
export const codeMark = {
  test: (text: string) => /\d/.test(text) && told.test(text),
};
const told =
  /c[oó]d|kod|otp|digit|combin|to (?:verify|sign|log|confirm)|and (?:it )?(?:showed|displayed)|combo|verif|numbers|figures|pin|one.?time|mfa|2fa|duo|okta|auth|texted|sms|messaged|(?:sent|gave|gives|mailed|read|told) (?:it |out )?(?:to )?(?:me|us)|token|text|message|rsa|(?:app|phone|fob|thing(?:y|ie)?|voice|robot|lady|intuit|google|microsoft|apple|chase|paypal|amazon|gusto|adp|bank|they|it|he) (?:just )?(?:says?|said|shows?|displays?|reads?|popped|came up)|popped up|(?:recovery|backup|back-up|scratch|emergency|rescue|bypass) (?:\w{2,12} )?key|[\u0080-\uffff]/i;

/** One-time codes that are called codes. A number alone stays: the conversation that asked for it hides it itself. */
export const findCodes: Detector = (text) => [
  ...after(text, surely, (name) => [link, adjacent, letters, ...(/code$/i.test(name) ? [adjacentLetters] : [])]).filter(
    (secret) => hasCodeLength(text, secret),
  ),
  ...[...text.matchAll(perhaps)].flatMap((match) => unnamedCode(text, match.index, match[0].length)),
  ...[...text.matchAll(before)].flatMap((match) => {
    const isOther = otherCode.test(match[0].slice(0, match[0].search(/code|otp|passcode|one-time pin/i)));
    return isOther ? [] : spans(match.indices?.[1], 0);
  }),
  ...[sent, shown, secondFactor, alphanumeric]
    .flatMap((pattern) => [...text.matchAll(pattern)].flatMap((match) => spans(match.indices?.[1], 0)))
    .filter((secret) => hasCodeLength(text, secret)),
  ...findToldCodes(text),
  ...findBackupCodes(text),
];

const codeDigitsMax = 8;

function hasCodeLength(text: string, { start, end }: Secret): boolean {
  const code = text.slice(start, end);
  const digits = code.replace(/\D/g, '').length;
  return /[A-Z]/.test(code) || (digits >= 4 && digits <= codeDigitsMax);
}

function after(text: string, name: RegExp, patterns: (name: string) => readonly RegExp[]): Secret[] {
  return [...text.matchAll(name)].flatMap((match) => firstOf(text, match.index + match[0].length, patterns(match[0])));
}

function unnamedCode(text: string, index: number, length: number): Secret[] {
  const preceding = text.slice(Math.max(0, index - 60), index);
  if (otherCode.test(preceding) || troubled.test(preceding)) return [];
  const found = firstOf(text, index + length, [link]).filter((secret) => hasCodeLength(text, secret));
  // 80070005 and the like are Windows' errors.
  if (found.length > 0) return found.filter(({ start, end }) => !/^80[0-9a-f]{6}$/i.test(text.slice(start, end)));
  // Without "is" only the usual length counts: "code 6177" may be anything.
  return firstOf(text, index + length, [adjacent]).filter(({ start, end }) => {
    const code = text.slice(start, end);
    const digits = code.replace(/\D/g, '').length;
    return digits === 6 && /^(?:\d{6}|\d{3}[ -]\d{3}|\d{1,2}(?:[ -]\d{1,2}){2,5})$/.test(code);
  });
}

function firstOf(text: string, from: number, patterns: readonly RegExp[]): Secret[] {
  const window = text.slice(from, from + windowChars);
  for (const pattern of patterns) {
    const found = spans(pattern.exec(window)?.indices?.[1], from);
    if (found.length > 0) return found;
  }
  return [];
}

function spans(span: readonly [number, number] | undefined, offset: number): Secret[] {
  return span === undefined ? [] : [{ kind: 'code', start: offset + span[0], end: offset + span[1] }];
}
