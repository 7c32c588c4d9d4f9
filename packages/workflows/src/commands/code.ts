import type { Command } from '../dialogue/command.ts';
import { activeRun, nextEffectId, tell } from '../flow/turn.ts';
import { wordCount } from '../language/normalise.ts';
import { language } from '../language/words.ts';
import { dictatedEmail, findEmails } from '../slots/parse-contact.ts';
import { resetIdentity } from '../turn/answers.ts';
import { askProofAgain, leaveEarlier, proveEarlier } from '../turn/earlier.ts';
import { awaitedCode, findCode, leaveUnverified as leave, purposeOf, startVerification } from '../turn/identity.ts';

/** In a longer message a number may be anything. */
const longWords = 12;
const leadWordsMax = 6;

/** "123456, and please send the link to …": the first clause gives it, whatever follows. */
function leads(text: string, of: string): boolean {
  const [first = ''] = text.split(/[,.;!?\n]/);
  return wordCount(first) <= leadWordsMax && !first.includes('@') && findCode(first, of) !== null;
}

/** The one-time code in the message is checked. */
export const giveCode: Command = (turn, heard) => {
  if (awaitedCode(turn.state) === null) return false;
  const code = findCode(heard.text, turn.language);
  if (
    code === null ||
    (!leads(heard.text, turn.language) && (wordCount(heard.text) > longWords || heard.text.includes('@')))
  )
    return false;
  tell(turn, 'identity.checking');
  turn.effects.push({
    id: nextEffectId(turn, 'verify'),
    awaited: true,
    kind: 'verifyCode',
    purpose: purposeOf(turn),
    code,
  });
  return 'done';
};

/** She cannot get at the code, or does not want to: the request goes on and says so. */
export const leaveUnverified: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run === null) return false;
  const isRefused = heard.acts[0]?.act === 'skip';
  leave(turn, isRefused ? 'team.identity.refused' : 'team.identity.no_mailbox');
  tell(turn, 'identity.no_mailbox');
  return 'moved';
};

/** Another code. */
export const resendCode: Command = (turn) => {
  const frame = awaitedCode(turn.state) ?? { kind: 'code' };
  turn.state.pending = null;
  tell(turn, 'identity.spam');
  if (startVerification(turn, frame)) return 'done';
  return frame.kind === 'code' ? 'moved' : leaveEarlier(turn);
};

/** The code did not come: another one, once; not where she says that she cannot get at her mail. */
export const resendOnce: Command = (turn, heard) => {
  if (turn.state.identity.sent > 1 || language(turn).names('no_mailbox', heard.text)) return false;
  return resendCode(turn, heard);
};

/** No code for how an earlier request stands: what is true without one, and the ways. */
export const leaveProof: Command = (turn) => leaveEarlier(turn);

/** The code or the address is asked for again, not forever. */
export const askProof: Command = (turn) => askProofAgain(turn);

/** The address that the request was opened with: a code goes there. */
export const giveAddress: Command = (turn, { text }) => {
  const { pending } = turn.state;
  const email = pending?.kind === 'status_address' ? (findEmails(text)[0] ?? dictatedEmail(text, turn.language)) : null;
  if (pending?.kind !== 'status_address' || email === null) return false;
  turn.state.profile.email = email;
  resetIdentity(turn.state);
  const { number, workflow, about } = pending;
  return proveEarlier(turn, { number, workflow, about });
};
