import { activeRun, nextEffectId, say, type Turn } from '../flow/turn.ts';
import { wantsResend, wishesToSkip } from '../language/intents.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { findCode, leaveUnverified, purposeOf, startVerification } from './identity.ts';
import { proceed } from './proceed.ts';

/** The one-time code, or why it cannot be given. Other messages are handled as in any other step. */
export function answerCode(turn: Turn, text: string): boolean {
  const run = activeRun(turn.state);
  if (run === null) {
    turn.state.pending = null;
    return false;
  }
  const code = findCode(text);
  if (code !== null && wordCount(text) <= 12 && !/@/.test(text)) {
    say(turn, 'One moment, I am checking the code.');
    turn.effects.push({
      id: nextEffectId(turn, 'verify'),
      awaited: true,
      kind: 'verifyCode',
      purpose: purposeOf(turn),
      code,
    });
    return true;
  }
  if (cannotGetCode(text)) {
    leaveUnverified(turn, 'The customer has no access to the mailbox that the code was sent to.');
    say(
      turn,
      'No problem. I mark the request as not verified, and a colleague will confirm with you before anything is changed.',
    );
    proceed(turn, run);
    return true;
  }
  if (wantsResend(text)) {
    turn.state.pending = null;
    say(turn, 'Sometimes it hides in the spam folder.');
    if (!startVerification(turn)) proceed(turn, run);
    return true;
  }
  // Everything else is handled as in any other step: corrections, questions, other problems. The code stays asked for.
  return false;
}

function cannotGetCode(text: string): boolean {
  return (
    wishesToSkip(text) ||
    /\b(?:no access|(?:can't|cant|cannot|can not|unable to|don't|dont|do not|not able to) (?:access|get into|open|check|log ?in(?:to)?|reach|see|use|have access)(?: to)? ?(?:my|that|the|this|it)?\s?(?:e-?mail|mailbox|inbox|account|mail|it)?|locked out of (?:my |that )?(?:e-?mail|mailbox)|not my e-?mail|old (?:e-?mail|address)|wrong (?:e-?mail|address) on file)\b/i.test(
      bare(text),
    )
  );
}
