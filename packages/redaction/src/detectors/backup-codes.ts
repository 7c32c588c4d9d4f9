import type { Secret } from '../secret.ts';

const name =
  /(?<![a-z])(?:backup|back-up|recovery|scratch|emergency|rescue|bypass)(?: \w{2,12}){0,3} (?:codes?|keys?)(?![a-z])/gi;
/** "… from the paper, first one:", "… for the google account are": a few words, then a sign or verb. */
const gap =
  /^(?:,?\s{1,2}[a-z'#]{1,12}(?:\s\d{1,2}(?=:|\s(?:is|are)\s))?){1,7}?(?:\s{0,2}[:=]|\s(?:is|are|was|were)(?![a-z]))|^(?:,?\s{1,2}[a-z'#]{1,12}){1,5}?(?=\s(?:[a-z0-9]{3,8}-(?=[a-z0-9-]{0,30}\d)|(?=[a-z]{0,12}\d{1,12}[a-z])[a-z0-9]{8,}|\d{4}[ -]\d{4}\b))|^(?:,?\s(?:i have|i got|from \w{2,12}))?\s{0,3}(?:are|is|was|were|:|=|-(?=\s))?\s{0,3}:?/i;
/** Groups of figures, groups of letters and figures, and what is long enough without groups. */
const code =
  /[\s,;]{0,4}(?:and |or |\d{1,2}[.)] )?(?:[-*•] )?((?!0x|\d{1,2}[/.]\d{1,2}[/.]\d|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d(?![\d-]| \d))(?:(?!\d{3}[ -]\d{3}[ -]\d{4}\b)(?:\d{4}(?:[ -](?!\d{1,2}[.)])\d{1,4}){1,5}|\d{1,4}(?:[ -](?!\d{1,2}[.)])\d{1,4}){2,7})|[a-z0-9]{4}(?: (?=[a-z0-9]{0,4}\d)[a-z0-9]{4}){2,7}|(?=[a-z0-9-]{0,60}\d)[a-z0-9]{3,12}(?:-[a-z0-9]{3,8}){0,9}))(?![\w@-])/diy;
const codesMax = 20;
const unitBehind = /^\s(?:hours?|minutes?|days?|weeks?|times|pages?|codes?|of|gb|mb|%)\b/i;

/** "Backup codes: 1938-4471 5520-1187 …", "recovery codes from the paper, first one: 4819 2037": all of the list. */
export function findBackupCodes(text: string): Secret[] {
  return [...text.matchAll(name)].flatMap((match) => {
    const from = match.index + match[0].length;
    return codesAt(text, from + (gap.exec(text.slice(from, from + 80))?.[0].length ?? 0));
  });
}

function codesAt(text: string, from: number): Secret[] {
  const found: Secret[] = [];
  code.lastIndex = from;
  for (let count = 0; count < codesMax; count += 1) {
    const span = code.exec(text)?.indices?.[1];
    if (span === undefined || !/\d/.test(text.slice(...span)) || unitBehind.test(text.slice(span[1], span[1] + 12)))
      break;
    found.push({ kind: 'code', start: span[0], end: span[1] });
  }
  return found;
}
