import type { Clause } from './clauses.ts';

/**
 * Openings after which the rest of the clause is about what the message does *not* mean. "Not working" and "can't print"
 * are symptoms, so a bare "not" opens nothing.
 */
const openings: readonly string[] = [
  'not about',
  'isnt about',
  'not a',
  'not an',
  'not the',
  'not my',
  'not our',
  'not your',
  'isnt a',
  'isnt an',
  'isnt the',
  'isnt my',
  'wasnt the',
  'not because',
  'not asking',
  'not looking',
  'not related to',
  'nothing to do with',
  'not for',
  'not to',
  'no need',
  'dont need',
  'do not need',
  'didnt need',
  'dont want',
  'do not want',
  'no longer need',
  'not need',
  'rather than',
  'instead of',
  'did not forget',
  'didnt forget',
  'havent forgotten',
  'have not forgotten',
  'not forget',
  'not forgotten',
  'never forgot',
  'not slow',
  'isnt slow',
  'not locked',
  'isnt locked',
  'not full',
  'isnt full',
  'not expired',
  'hasnt expired',
  'isnt expired',
  'other than',
  'apart from',
  'aside from',
  'except',
  'except for',
  'without',
  'no issue with',
  'no issues with',
  'no problem with',
  'no problems with',
  'nothing wrong with',
  'not talking about',
  'forget the',
  'forget about',
  'never mind the',
  'nevermind the',
  'ignore the',
  'not just',
  'unrelated to',
  'not having',
  'not any',
  'not on',
  'not in',
  'not with',
  'didnt ask', 'did not ask', 'didnt request', 'not complaining about', 'isnt only', 'not only', 'no lock', 'no lockout', 'theres no lockout', 'no lockout message', 'not disconnected', 'nobody gets disconnected', 'not a disconnect', 'leave the', 'has not forgotten', 'hasnt forgotten', 'have not forgotten', 'not want', 'no new', 'no password problem', 'no reboot', 'no restart', 'not asking for', 'not the same as', 'skip the', 'no trouble with', 'got no problem with', 'no complaints about', 'nothing against', 'is not only', 'isnt just', 'not qb',
  'not quickbooks',
  'not outlook',
  'not email',
  'not windows',
  'not printing',
  'not rdp',
];

/** Endings that say that what came before in the clause is well. */
const endings: readonly string[] = [
  'is fine',
  'are fine',
  'works fine',
  'work fine',
  'working fine',
  'is ok',
  'is okay',
  'are ok',
  'works ok',
  'is good',
  'is great',
  'works great',
  'works well',
  'is correct',
  'are correct',
  'is right',
  'is working',
  'are working',
  'works',
  'isnt the problem',
  'is not the problem',
  'isnt the issue',
  'is not the issue',
  'no problem',
  'no problems',
  'no issue',
  'no issues',
  'is not locked',
  'isnt locked',
  'isnt slow',
  'is not slow',
  'isnt full',
  'is not full',
  'prints fine',
  'opens fine',
  'connects fine',
  'loads fine',
  'runs fine',
  'is fast',
  'has plenty', 'can wait', 'aside', 'is not urgent', 'isnt urgent', 'is not important', 'less important', 'is another story', 'is secondary', 'not the problem', 'isnt it', 'all fine', 'is all right', 'is alright', 'are good', 'is solved', 'is fixed', 'got fixed', 'is sorted', 'is done', 'is okay now', 'is quick', 'are quick', 'all work', 'all works', 'both work', 'is running', 'ok now',
  'is up to date',
  'was fine',
  'were fine',
  'has nothing to do with it',
];

const longestOpening = 4;

/** Marks the words that are excluded from what the message is about. */
export function markExcluded(words: readonly string[], clauses: readonly Clause[]): Uint8Array {
  const excluded = new Uint8Array(words.length);
  for (const clause of clauses) {
    for (let at = clause.from; at < clause.to; at += 1) {
      const opened = matchAt(words, at, clause.to, openingSet);
      if (opened > 0) excluded.fill(1, at, clause.to);
      const ended = at > clause.from ? matchAt(words, at, clause.to, endingSet) : 0;
      if (ended > 0 && isEnd(words, at + ended, clause.to)) excluded.fill(1, clause.from, at + ended);
    }
  }
  return excluded;
}

const openingSet: ReadonlySet<string> = new Set(openings);
const endingSet: ReadonlySet<string> = new Set(endings);
const softEnds: ReadonlySet<string> = new Set([
  'now',
  'here',
  'though',
  'today',
  'for',
  'on',
  'from',
  'too',
  'otherwise',
  'everywhere',
  'again',
  'and',
  'itself',
  'locally',
]);

function isEnd(words: readonly string[], at: number, to: number): boolean {
  return at >= to || softEnds.has(words[at] ?? '');
}

/** Number of words of the longest phrase of the set that starts here; 0 for none. */
function matchAt(words: readonly string[], at: number, to: number, phrases: ReadonlySet<string>): number {
  for (let count = Math.min(longestOpening, to - at); count > 0; count -= 1) {
    if (phrases.has(words.slice(at, at + count).join(' '))) return count;
  }
  return 0;
}
