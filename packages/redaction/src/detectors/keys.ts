import type { Detector, Secret } from '../secret.ts';

/** Keys that can be told by their own form; the issuers' documentation names the prefixes. */
const forms: readonly RegExp[] = [
  /(?<![\w-])eyJ[\w-]{8,4000}\.[\w-]{4,8000}(?:\.[\w-]{0,4000})?/g,
  /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])/g,
  /(?<!\w)(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{20,255}/g,
  /(?<!\w)github_pat_\w{20,255}/g,
  /(?<!\w)glpat-[\w-]{16,100}/g,
  /(?<!\w)xox[abeoprs]-[\w-]{8,255}/g,
  /(?<!\w)(?:sk|rk|pk|whsec)_(?:live|test)_\w{8,255}/g,
  /(?<![\w-])sk-(?:proj-|ant-|svcacct-)?[\w-]{16,255}/g,
  /(?<!\w)AIza[\w-]{30,60}/g,
  /(?<!\w)npm_[A-Za-z0-9]{30,60}/g,
  /(?<!\w)SG\.[\w-]{16,60}\.[\w-]{16,80}/g,
  /(?<!\w)ya29\.[\w-]{20,400}/g,
  /(?<!\w)shp(?:at|ss|ca|pa)_[a-fA-F0-9]{24,64}/g,
  /(?<!\w)dop_v1_[a-f0-9]{32,80}/g,
  /(?<!\w)hf_[A-Za-z0-9]{24,60}/g,
  /(?<![\w.])1000\.[0-9a-f]{32}\.[0-9a-f]{32}(?!\w)/g,
  /https:\/\/hooks\.slack\.com\/services\/[\w/]{10,120}/g,
  /(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])/g,
];

/** The beginnings of all these forms: without one of them there is no such key. */
export const keyMarks =
  /eyJ|A(?:KIA|SIA|BIA|CCA)|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|_(?:live|test)_|sk-|AIza|npm_|SG\.|ya29\.|shp(?:at|ss|ca|pa)_|dop_v1_|hf_|1000\.|hooks\.slack\.com|\d{6}-\d{6}|-----BEGIN/;

const blockEnd = /-----END [A-Z0-9 ]{2,40}-----/g;
const blockStart = /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}(?:PRIVATE KEY|PRIVATE KEY BLOCK|OPENSSH PRIVATE KEY)-----/g;

/** Private keys, JSON web tokens, cloud and API keys, BitLocker recovery keys. */
export const findKeys: Detector = (text) => [
  ...privateKeys(text),
  ...forms.flatMap((form) =>
    [...text.matchAll(form)].map((match) => ({
      kind: 'secret' as const,
      start: match.index,
      end: match.index + match[0].length,
    })),
  ),
];

/** A key that was cut off reaches to the end of the text. */
function privateKeys(text: string): Secret[] {
  const found: Secret[] = [];
  let from = 0;
  for (const begin of text.matchAll(blockStart)) {
    if (begin.index < from) continue;
    blockEnd.lastIndex = begin.index;
    const end = blockEnd.exec(text);
    from = end === null ? text.length : end.index + end[0].length;
    found.push({ kind: 'secret', start: begin.index, end: from });
  }
  return found;
}
