import type { Detector, Secret } from '../secret.ts';

/** Names that mean a one-time code by themselves. */
const surely =
  /(?<![a-z])(?:otp|totp|one[ -]?time[ -]?(?:pass)?(?:code|password|pin)|(?:verification|verify|verifying|security|authentication|authenticator|auth|mfa|2fa|two[ -]factor|sms|text(?:ed)?|login|log[ -]?in|sign[ -]?in|access|confirmation|duo|emailed|passcode|temporary)[ -]{1,2}(?:code|passcode|pin|number)|passcode|backup code|recovery code)s?(?![a-z])/gi;
/** "code" alone, unless a word before it says that it is another sort of code. */
const perhaps = /(?<![a-z])code(?![a-z])/gi;
const otherCode =
  /\b(?:error|err|zip|area|postal|country|product|promo|promotional|exit|status|stop|source|qr|bar|dress|discount|coupon|http|response|result|return|event|reason|department|dept|billing|tax|naics|sic|sort|swift|routing|activation|build|invoice|project|class|fault|failure|bug|bugcheck|win32|hresult|install|installation|license|validation|registration|customer|service|store|vendor|job|cost|gl|item|part|model|version|account)\s{0,3}$/i;
const troubled =
  /\b(?:error|errors|zip|fails? with|crash(?:es|ed)?|bluescreen|blue screen|quickbooks (?:shows|says|gives|error)|exit)\b/i;
const link =
  /^["')]?\s{0,3}(?:(?:that )?(?:i (?:just )?(?:got|received|was sent|have)|you (?:just )?(?:sent|emailed|texted)(?: me)?|sent to (?:me|my phone|my email)|they (?:sent|texted)(?: me)?|from (?:the |my )?(?:e-?mail|sms|text|app|authenticator|duo|phone)|on my phone|for (?:the )?(?:login|verification|mfa|duo|okta|microsoft|google|today))[ ,]{0,3}){0,2}\s{0,3}(?:is|was|are|reads|says|=|:|->|-)\s{0,3}(?:still |now )?[:=]?\s{0,3}["'<([]?(?:[A-Z]-)?(\d{3}[ -]\d{3}|\d{4,8})(?![\w-]|[.,]\d)/di;
const adjacent = /^["')]?\s{1,3}["'<([]?(?:[A-Z]-)?(\d{3}[ -]\d{3}|\d{4,8})(?![\w-]|[.,]\d)/d;
const letters =
  /^["')]?\s{0,3}(?:is|was|:|=)\s{0,3}["'<([]?((?=[A-Z0-9-]{0,12}\d)(?=[A-Z0-9-]{0,12}[A-Z])[A-Z0-9-]{5,14})(?![\w-])/d;
const before =
  /(?<![\w-])(?:[A-Z]-)?(\d{3}[ -]\d{3}|\d{4,8})["')\]]?\s{1,3}(?:is|was|as|=|-)\s{1,3}(?:the|my|your|a|our)?\s{0,3}(?:[a-z0-9]{1,15}\s{1,2}){0,2}(?:code|otp|passcode|one-time pin)(?![a-z])/dgi;
const windowChars = 110;

/** One-time codes that are called codes. A number alone stays: the conversation that asked for it hides it itself. */
export const findCodes: Detector = (text) => [
  ...after(text, surely, [link, adjacent, letters]),
  ...[...text.matchAll(perhaps)].flatMap((match) => unnamedCode(text, match.index, match[0].length)),
  ...[...text.matchAll(before)].flatMap((match) => {
    const isOther = otherCode.test(match[0].slice(0, match[0].search(/code|otp|passcode|one-time pin/i)));
    return isOther ? [] : spans(match.indices?.[1], 0);
  }),
];

function after(text: string, name: RegExp, patterns: readonly RegExp[]): Secret[] {
  return [...text.matchAll(name)].flatMap((match) => firstOf(text, match.index + match[0].length, patterns));
}

function unnamedCode(text: string, index: number, length: number): Secret[] {
  const preceding = text.slice(Math.max(0, index - 60), index);
  if (otherCode.test(preceding) || troubled.test(preceding)) return [];
  const found = firstOf(text, index + length, [link]);
  if (found.length > 0) return found;
  // Without "is" only the usual length counts: "code 6177" may be anything.
  return firstOf(text, index + length, [adjacent]).filter(({ start, end }) => end - start >= 6 && end - start <= 7);
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
