import { bare } from './normalise.ts';
import { readYesNo } from './yes-no.ts';

/**
 * How a customer answers "did that work?".
 * `done`: the step was carried out, nothing is said about the problem. `wait`: she is still at it.
 * `how`: she needs help with it. `partly`: better, not well.
 */
export type StepAnswer = 'worked' | 'broken' | 'cannot' | 'how' | 'done' | 'wait' | 'partly' | null;

const cannot =
  /\b(?:can't|cant|cannot|can not|couldn't|could not|unable to|not able to|no permission|not allowed|not permitted|access denied|greyed out|grayed out|there is no|there's no|theres no|i don't have|i dont have|i do not have|don't see|dont see|do not see|can't find|cant find|not there|doesn't exist|no such|don't want to|dont want to|rather not|won't do|skip)\b/;
const how =
  /\b(?:how (?:do|can|should|would|could) (?:i|we|you)|how to|how\?|where (?:do|can) i|where is|where's|wheres|which (?:button|icon|menu|one)|(?:don't|do not|dont|not sure|no idea) (?:know )?how|show me how|help me (?:with|do) (?:that|this|it))\b|^how$/;
const cannotDoThat =
  /\b(?:can't|cant|cannot|can not|unable to|couldn't|could not) (?:do|try|find|see|open|get|access|reach|click|change|locate|run|start|use|make|tell|check)\b/;
const waiting =
  /\b(?:one (?:sec|second|moment|minute|min)|just a (?:sec|second|moment|minute|min)|give me a (?:sec|second|moment|minute|min|few)|hold on|hang on|wait(?:ing)?\b(?! is over)|trying (?:it |that )?now|let me (?:try|check|see|do|look)|i'll try|i will try|will try|on it|doing (?:it|that) now|brb|still (?:trying|doing|loading|running|restarting|rebooting|waiting)|restarting now|rebooting now|checking)\b/;
const broken =
  /\b(?:(?<!\bis it )still(?! (?:trying|doing|loading|running|restarting|rebooting|waiting|installing|checking|need to|have to|got to|work(?:s|ing)))\b|not enough|not (?:yet )?(?:solved|there)|still (?:not|no|the same|broken|offline|slow|stuck|doesn't|doesnt|does not|can't|cant|won't|wont|isn't|isnt|nothing|fails|failing|happening|there|getting|get|asking|says|shows|having|down|locked|frozen|an? )|still$|same (?:thing|problem|issue|error|result|here|as before)|the same$|^same$|no (?:change|luck|difference|joy|dice|good|success|effect|improvement)|(?:did|does|do|is|has|was)(?:n't| not|nt) (?:work|help|fix|change|solve|do anything|make|print|connect|open|resolve|improve|any)|not (?:work|fix|help|solv|better|resolv|printing|connecting|good)\w*|isn't work\w*|ain't work\w*|won't (?:work|print|open|connect|start)|nothing (?:happen\w*|changed|works?|worked|came|comes|prints|printed|new)|didn'?t do (?:it|anything|the trick)|did nothing|fail(?:s|ed|ing)?|worse|no longer|keeps? (?:happening|asking|failing|crashing|freezing|dropping|disconnecting)|(?:happened|failed|stuck|broke|broken|offline|locked) again|tried (?:that|it|this|already|everything)|already (?:tried|did|done)|(?:user |name |password |account |it's |is )(?:unknown|invalid|denied|refused|rejected)|access denied|not found|to no avail|unsuccessful\w*|without success)\b/;
const partly =
  /\b(?:kind of|kinda|sort of|sorta|a (?:bit|little)(?: bit)?(?: better| faster)?|somewhat|partly|partially|half|almost|nearly|some of (?:it|them)|better but|works but|it works but|worked but|for a (?:moment|minute|second|while)|only (?:once|sometimes|partly)|sometimes|intermittent(?:ly)?|more or less)\b/;
const worked =
  /\b(?:(?:it|that|this|everything|all|now|printer|they|he|she|we|i|internet|connection|outlook|quickbooks|qb)?(?:'s| is| are| has| have|'re|'ve| am|'m)? ?(?:just |finally |now |all |back )?(?:work(?:s|ed|ing)|fixed|solved|resolved|sorted|printing|printed|connected|connecting|online|back up|up and running|good now|fine now|ok now|okay now|in now|faster|unlocked)|fixed it|(?:that|it|this|which|restart|reboot) did it|did the trick|that was it|solved it|problem (?:is )?(?:gone|solved|fixed)|issue (?:is )?(?:gone|solved|fixed|resolved)|no more (?:error|problem|issue)s?|it'?s gone|all (?:good|set|fine|sorted)|much better|way better|good to go|success|hooray|yay|perfect|brilliant|awesome|that helped|it helped|i'm in|im in|i am in|got (?:in|it working|the code|it now)|logged in|it came (?:through|back)|came through|it (?:opened|opens|prints|connects|started|starts|came)|(?:opens|opened|prints|starts|started|sends|loads|loaded|scans|syncs|synced|connects|runs|boots|stays|goes out|goes through) (?:now|again|properly|fine|normally|connected)|went (?:out|through)|they are in|in the list now|we're good|we are good|magic|thank you so much|lifesaver|enough space|green again)\b/;
const done =
  /^(?:(?:ok|okay|alright|right),? )?(?:done|i did(?: (?:it|that|so|this))?|did (?:it|that)|did|finished|completed|complete|checked|i checked|tried|next|ready|ok|okay|k|continue|go on|what's next|whats next|what next|now what|then what|got it|i have done (?:it|that)|i've done (?:it|that)|restarted|rebooted|i restarted|i rebooted|all done|ok done|okay done)\b/;
const negator =
  /\b(?:not|n't|never|no longer|nothing|isn't|isnt|wasn't|aint|ain't|doesn't|doesnt|didn't|didnt|don't|dont|won't|wont|hasn't|hasnt|haven't|havent|stopped|hardly|barely|nor)\b/;

/** Reads the answer to a step of guidance; clause by clause, the last clear word counts ("worked once, now broken again"). */
export function readStepAnswer(text: string): StepAnswer {
  const answer = bare(text);
  if (answer === '') return readYesNo(text) === 'yes' ? 'worked' : readYesNo(text) === 'no' ? 'broken' : null;
  if (
    /^(?:not yet|haven't (?:yet|tried|done|had)|i haven't|in a (?:minute|moment|sec))/.test(answer) &&
    !/work|help|fix|same/.test(answer)
  ) {
    return /^(?:not yet)$/.test(answer) ? 'wait' : 'wait';
  }
  if (partly.test(answer) && !/\bnot (?:even )?(?:kind|sort|a bit|a little)\b/.test(answer)) return 'partly';
  // "Yes, but …" is no success without a second word for it.
  const [first = '', ...rest] = answer.split(/\bbut\b/);
  if (rest.length > 0 && readYesNo(first) === 'yes' && readClause(rest.join(' ').trim()) === null) return 'partly';
  const verdicts = text
    .split(/[,.;!?\n]+|\bbut\b|\bhowever\b|\bthen\b|\band now\b|\bthough\b/i)
    .map((clause) => readClause(bare(clause)))
    .filter((verdict) => verdict !== null);
  const strong = verdicts.filter(
    (verdict) => verdict === 'worked' || verdict === 'broken' || verdict === 'cannot' || verdict === 'how',
  );
  const last = strong.at(-1) ?? verdicts.at(-1);
  if (last !== undefined) return last;
  const yesNo = readYesNo(text);
  return yesNo === 'yes' ? 'worked' : yesNo === 'no' ? 'broken' : null;
}

function readClause(clause: string): StepAnswer {
  if (clause === '') return null;
  if (/^(?:i )?(?:can't|cant|cannot|could not|couldn't) (?:do (?:that|it|this)|try (?:that|it))/.test(clause))
    return 'cannot';
  if (/\b(?:can't|cant|cannot|couldn't) (?:print|connect|log|sign|send|receive|work|scan)\b/.test(clause))
    return 'broken';
  if (waiting.test(clause) && !broken.test(clause)) return 'wait';
  if (how.test(clause)) return 'how';
  if (broken.test(clause)) return 'broken';
  if (cannotDoThat.test(clause) || cannot.test(clause)) return 'cannot';
  if (worked.test(clause)) return negator.test(clause) && !/\bno more\b/.test(clause) ? 'broken' : 'worked';
  if (/^(?:n|no|nope|nah|nop|negative|not really)$/.test(clause)) return 'broken';
  if (
    /^(?:y|yes|yep|yeah|yup|yes it did|yep it did|it did|it does|yes it does|sure did|yes thanks|yes thank you)$/.test(
      clause,
    )
  )
    return 'worked';
  return done.test(clause) ? 'done' : null;
}
