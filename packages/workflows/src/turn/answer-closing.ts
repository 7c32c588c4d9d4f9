import type { Understanding } from '../engine-types.ts';
import { activeRun, say, type Turn } from '../flow/turn.ts';
import { saysGoodbye, saysThanks, wantsSomethingElse, wishesForMore, wishesToSkip } from '../language/intents.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { readYesNo } from '../language/yes-no.ts';
import { finishGuide } from './answer-guide.ts';
import { askRating } from './follow-up.ts';
import { stopOf } from './proceed.ts';
import { rate, readRating } from './rating.ts';
import { settleStack } from './settle-stack.ts';

/** "Is there anything else I can help with?" */
export function answerMore(turn: Turn, text: string, understanding: Understanding | null): boolean {
  const answer = readYesNo(text);
  turn.state.pending = null;
  if (understanding?.outcome === 'match' && wordCount(text) > 2) return false;
  const fine =
    /^(?:ok|okay|k|kk|great|perfect|cool|good|fine|all good|nice|none|nothing|nothing else|nothing more)$/.test(
      bare(text),
    );
  const thanks = saysThanks(text) && !/^(?:yes|yeah|yep|sure)\b/i.test(text.trim());
  if (answer === 'no' || saysGoodbye(text) || thanks || fine) {
    say(turn, 'Thank you for getting in touch!');
    settleStack(turn);
    askRating(turn);
    return true;
  }
  if ((answer === 'yes' && wordCount(text) <= 3) || wantsSomethingElse(text) || wishesForMore(text)) {
    say(turn, 'Sure, what else can I do for you?');
    return true;
  }
  return false;
}

/** "How did I do?" */
export function answerRating(turn: Turn, text: string): boolean {
  turn.state.pending = null;
  const rating = readRating(text);
  if (rating !== null) {
    rate(turn, rating);
    say(
      turn,
      rating >= 4
        ? 'Thank you, that is good to hear!'
        : 'Thank you for being frank. I pass it on so that we get better.',
    );
    return true;
  }
  if (!wishesToSkip(text) && readYesNo(text) !== 'no' && !saysThanks(text) && !saysGoodbye(text)) return false;
  say(turn, 'All right. Have a good day!');
  return true;
}

/** "Better, but not quite there. Is that good enough?" */
export function answerPartly(turn: Turn, text: string): boolean {
  const run = activeRun(turn.state);
  turn.state.pending = null;
  if (run === null) return false;
  const stop = stopOf(turn, run);
  if (stop.kind !== 'guide') return false;
  const said = bare(text);
  if (/\b(?:good enough|enough|fine|ok|okay|works for me)\b/.test(said) && !/\bnot\b/.test(said))
    return finishGuide(turn, run, stop, 'worked');
  if (/\b(?:keep going|go on|continue|next|more|try)\b/.test(said) || readYesNo(text) !== null)
    return finishGuide(turn, run, stop, 'failed');
  return false;
}
