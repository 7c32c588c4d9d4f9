import { hasLongWord } from '../long-word.ts';
import type { Detector, Secret } from '../secret.ts';
import { vendorPrefixes } from './vendor-prefixes.ts';

const prefixes = vendorPrefixes.map((prefix) => prefix.replaceAll('.', String.raw`\.`)).join('|');
const issued = new RegExp(`(?<![\\w-])(?:${prefixes})[\\w.~+/=-]{8,400}`, 'g');

/** Keys that can be told by their own form. */
const forms: readonly RegExp[] = [
  /(?<![\w-])eyJ[\w-]{8,1500}\.[\w-]{4,3500}(?:\.[\w-]{0,900})?/g,
  /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{12,16}(?![A-Z0-9])/g,
  /(?<!\w)(?:gh[pousr]_|github_pat_|glpat-|npm_|hf_)\w{16,255}/g,
  /(?<!\w)(?:sk|rk|pk|whsec)_(?:live|test)_\w{8,255}/g,
  /(?<![\w-])sk-(?:proj|ant|svcacct|admin|or)-[\w-]{12,255}/g,
  /(?<!\w)xox[abeoprs]-[\w-]{8,255}/g,
  /(?<![\w.])1000\.[0-9a-f]{32}\.[0-9a-f]{32}(?!\w)/g,
  /(?<!\w)SK[0-9a-f]{32}(?!\w)/g,
  /(?<!\w)AC[0-9a-f]{32}:[0-9a-f]{32}(?!\w)/g,
  /(?<!\w)[0-9a-f]{32}-us\d{1,3}(?!\w)/g,
  /(?<!\d)\d{8,10}:[\w-]{33,40}(?!\w)/g,
  /(?<!\w)pat\w{14}\.[0-9a-f]{40,64}(?!\w)/g,
  /(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])/g,
  /\$(?:2[abxy]|apr1|1|5|6|y|argon2id?)\$[\w./$=,+-]{16,200}/g,
];

/** The beginnings of all these forms: without one of them there is no such key. */
export const keyMarks = {
  test: (text: string) => (hasLongWord(text, 16) && beginnings.test(text)) || text.includes('-----BEGIN'),
};
const beginnings = new RegExp(
  `eyJ|A(?:KIA|SIA|BIA|CCA|3T)|_(?:live|test)_|1000\\.|(?:SK|AC)[0-9a-f]{8}|-us\\d|\\d:[\\w-]{30}|pat\\w{14}\\.|\\d{6}-\\d{6}|\\$[1256a-y]|authToken|auth"|https?:|(?<![A-Za-z])(?:${prefixes})`,
);

const blockEnd = /-----END [A-Z0-9 ]{2,40}-----/g;
const blockStart = /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}(?:PRIVATE KEY|PRIVATE KEY BLOCK|OPENSSH PRIVATE KEY)-----/g;
/** Longer than a key of 8,192 bits; also how far a key reaches whose end was cut off. */
const blockCharsMax = 6_800;

/** Private keys, JSON web tokens, cloud and API keys, password digests, BitLocker recovery keys. */
export const findKeys: Detector = (text) => [
  ...privateKeys(text),
  ...forms.flatMap((form) => [...text.matchAll(form)].map(({ 0: key, index }) => toSecret(index, key))),
  ...[...text.matchAll(issued)].flatMap(({ 0: key, index }) => (isMixed(key) ? [toSecret(index, key)] : [])),
];

const toSecret = (start: number, key: string): Secret => ({ kind: 'secret', start, end: start + key.length });

/** "sk-learn-something-new" is no key: letters and digits stand among each other, and there are many of them. */
const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function isMixed(key: string): boolean {
  if (guid.test(key)) return true;
  return (
    key.length >= 20 &&
    /\d/.test(key.slice(4)) &&
    (key.match(/\d(?=[a-z])|[a-z](?=\d)|[a-z](?=[A-Z])/g) ?? []).length >= 3
  );
}

function privateKeys(text: string): Secret[] {
  const found: Secret[] = [];
  let from = 0;
  for (const begin of text.matchAll(blockStart)) {
    if (begin.index < from) continue;
    const block = text.slice(begin.index, begin.index + blockCharsMax);
    blockEnd.lastIndex = 0;
    const end = blockEnd.exec(block);
    from = begin.index + (end === null ? block.length : end.index + end[0].length);
    found.push({ kind: 'secret', start: begin.index, end: from });
  }
  return found;
}
