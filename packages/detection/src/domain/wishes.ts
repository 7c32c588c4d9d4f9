import type { ConceptMention } from './concept-matcher.ts';

/** Whether something is asked for or only told: "please reboot" against "we rebooted and it is still slow". */
export type WishMode = 'asked' | 'told';

const tellingBefore: ReadonlySet<string> = new Set([
  'after',
  'since',
  'tried',
  'trying',
  'already',
  'did',
  'have',
  'ive',
  'weve',
  'has',
  'following',
  'was',
  'were',
  'got',
  'had',
  'keeps',
  'even',
  'despite',
  'before',
  'it',
  'upon',
  'until',
  'from',
  'yesterdays',
  'last',
]);
const askingBefore: ReadonlySet<string> = new Set([
  'please',
  'pls',
  'plz',
  'kindly',
  'need',
  'needs',
  'want',
  'you',
  'to',
  'be',
  'a',
  'can',
  'could',
  'would',
  'should',
  'just',
  'lets',
]);
/** "Rebooting didn't do a thing" */
const tellingAfter: ReadonlySet<string> = new Set(['didnt', 'doesnt', 'hasnt', 'helped', 'changed', 'made', 'wasnt']);
const reach = 3;

/** Looks at the form of the word, at the three words before it and the one after it. */
export function wishMode(words: readonly string[], mention: ConceptMention): WishMode {
  const word = words[mention.at] ?? '';
  if (tellingAfter.has(words[mention.at + mention.words] ?? '')) return 'told';
  for (let back = 1; back <= reach; back += 1) {
    const before = words[mention.at - back];
    if (before === undefined) break;
    if (tellingBefore.has(before) && !(word.endsWith('ed') && before === 'be')) return 'told';
    if (askingBefore.has(before) && before !== 'a') return 'asked';
  }
  return word.endsWith('ed') ? 'told' : 'asked';
}
