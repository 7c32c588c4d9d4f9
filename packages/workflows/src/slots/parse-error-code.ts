import { bare } from '../language/normalise.ts';
import { notParsed, type Parsed, parsed } from './slot-context.ts';

const codes = [
  /(?<![\w)-]|\d )-\s?\d{3,5}\s?,\s?-?\d{1,4}\b/,
  /\b0x[0-9a-f]{2,10}\b/i,
  /\bPS\s?\d{2,4}\b/i,
  /(?<![\w)-]|\d )-\d{3,5}\b(?!-)/,
  /\b[HC]\d{3}\b/,
  /\berror(?: code| number| no\.?)?[\s:#]*(\d{3,5}\s?,?\s-\d{1,4})\b/i,
  /\b(?:error(?: code| number| no\.?)?|code|status code)[\s:#]*(\d{3,8}(?:\s?,\s?-?\d{1,4})?)\b/i,
];

/** An error number in any message: QuickBooks (-6177,0), Windows (0x204), payroll (PS038), "error 15212". */
export function findErrorCode(text: string): string | null {
  for (const pattern of codes) {
    const match = pattern.exec(text);
    if (match !== null)
      return (match[1] ?? match[0])
        .replace(/(\d)\s+(?=-)/, '$1,')
        .replace(/\s+/g, '')
        .replace(/^ps/i, 'PS');
  }
  return null;
}

export function parseErrorCode(text: string): Parsed {
  const code =
    findErrorCode(text) ?? /^\s*(\d{3,8}(?:\s?,\s?-?\d{1,4})?)\s*$/.exec(text)?.[1]?.replace(/\s+/g, '') ?? null;
  if (code !== null) return parsed(code, code);
  const said = bare(text);
  if (
    /^(?:no|none|nope|nothing|no (?:error|code|number|message).*|there (?:is|was|isn't|wasn't) (?:no|none|any|one).*|it (?:doesn't|does not|didn't) (?:say|show|give).*|not? (?:any|that i (?:see|know)).*|just .*)$/.test(
      said,
    )
  )
    return parsed('none', 'no error number');
  if (/^(?:done|ok|okay|k|yes|yep|next|continue|ready|did (?:it|that)|ok did that)$/.test(said)) return notParsed();
  const text200 = text.trim().slice(0, 200);
  return text200.length >= 3 ? parsed(text200, text200) : notParsed();
}
