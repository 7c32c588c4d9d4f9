import type { Command, Outcome } from '../dialogue/command.ts';
import { type Heard, has } from '../dialogue/heard.ts';
import { activeRun, say, slotContext, type Turn, tell } from '../flow/turn.ts';
import { clearFrames } from '../frames/frames.ts';
import { wordCount } from '../language/normalise.ts';
import { plainAct } from '../language/plain.ts';
import { says } from '../language/sayings.ts';
import { language } from '../language/words.ts';
import { readYesNo } from '../language/yes-no.ts';
import { findPhone } from '../slots/parse-contact.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { agreedCall, ofAgreedCall } from '../turn/agreed-call.ts';
import { type Answers, answersAbout } from '../turn/answer-about.ts';
import { hasLedTo } from '../turn/end-run.ts';
import { correctsTicket } from '../turn/late-correction.ts';
import { clausesOf, type Parts, partsOf } from '../turn/message-parts.ts';
import { dropAgreedCall, movesCall } from '../turn/move-call.ts';
import { dueBeside, neededBy } from '../turn/needed-by.ts';
import { takesBackEmergency } from '../turn/no-emergency.ts';
import { putOnTicket, saidBack } from '../turn/note-on-ticket.ts';
import { openerWordsMax } from '../turn/other-problem.ts';
import { readRating } from '../turn/rating.ts';
import { contentWords, thingAsked } from '../turn/recall.ts';
import { saysNoCall } from '../turn/saying-no-call.ts';
import { noteSolved } from '../turn/says-solved.ts';
import { dueText, tellTicket } from '../turn/status.ts';
import { takeAddress } from '../turn/take-address.ts';
import { ticketMeant } from '../turn/ticket-meant.ts';
import { shortName } from '../turn/ticket-texts.ts';
import { asksUrgent, isUrgent, namesNearMoment, onlyUrges, saysNoRush } from '../turn/urgency.ts';
import { isHers, newestOfHers } from '../turn/who-says.ts';
import { finish, sayMore } from './course.ts';
import { leaveWaiting } from './frame-answers.ts';

/**
 * What is said after a ticket belongs to it: what it asks is answered from what is known, the rest is put on the ticket and said
 * back. False where it is courtesy only, or another problem.
 */
export const aboutTicket: Command = (turn, heard) => {
  if (activeRun(turn.state) === null && takesBackEmergency(turn, heard))
    return goesOn(turn, heard, { told: [], asked: [heard.text] });
  if (tellsAgain(turn, heard)) return 'said';
  const meant = answersFrame(turn, heard) ? null : ticketMeant(turn, heard);
  const ticket = meant === null ? null : ofAgreedCall(turn, heard.text, meant);
  if (ticket === null) return opensOther(turn, heard) ? asksWhat(turn, heard) : false;
  const ofCall = movesCall(turn, ticket, heard.text);
  const isCall = ofCall.length > 0;
  if (!isCall && mayCorrect(turn, heard) && correctsTicket(turn, heard)) return 'done';
  const parts = without(partsOf(turn, heard), ofCall);
  if (saysClosed(turn, heard)) {
    noteSolved(turn, heard);
    return goesOn(turn, heard, { told: [], asked: [] });
  }
  const urges = clausesOf(heard.text).some((clause) => onlyUrges(turn, clause));
  if (!isCall && !urges && parts.told.length + parts.asked.length === 0) return false;
  const heads = isCall ? [] : headsOf(turn, ticket, heard, parts);
  const answers = answersAbout(turn, ticket, heard, parts.asked);
  say(turn, ...answers.texts);
  note(turn, ticket, heard, { ...parts, isCall, heads }, answers);
  return goesOn(turn, heard, parts, isCall);
};

/** She was not given the answer to the words that led to the ticket, and says them again. */
function tellsAgain(turn: Turn, heard: Heard): boolean {
  const isAnswer = has(heard, 'yes', 'no', 'thanks', 'bye', 'done', 'skip');
  if (isAnswer || activeRun(turn.state) !== null) return false;
  const ticket = turn.state.tickets.findLast((one) => isHers(turn, one) && hasLedTo(one, heard.text));
  if (ticket === undefined) return false;
  tellTicket(turn, ticket, heard);
  turn.state.misses = 0;
  return true;
}

/** What of the message is more than a note: no call after all, and where updates go. */
function headsOf(turn: Turn, ticket: KnownTicket, { text }: Heard, { told }: Parts): readonly string[] {
  const isNoCall = saysNoCall(turn, text);
  if (isNoCall) dropAgreedCall(turn, ticket);
  const email = takeAddress(turn, ticket, told);
  if (email !== null) tell(turn, 'ticket.updates_to', { email });
  return [
    ...(isNoCall ? [turn.team('team.action.no_call')] : []),
    ...(email === null ? [] : [turn.team('team.updates_now', { email })]),
  ];
}

/** "No, that is something different", and nothing of it yet. */
function opensOther(turn: Turn, heard: Heard): boolean {
  const isNone = heard.topic === null || heard.topic.outcome === 'none';
  if (!isNone || activeRun(turn.state) !== null || newestOfHers(turn) === undefined) return false;
  return language(turn).names('new_problem', heard.text) && wordCount(heard.text) <= openerWordsMax;
}

/** "What else can I do?": what comes then is no more of the ticket. */
function asksWhat(turn: Turn, heard: Heard): Outcome {
  const outcome = sayMore(turn, heard);
  turn.state.misses = 1;
  return outcome;
}

/** A call is wished for, and spoken of: "can someone tell me" alone is easily misread. */
function wishesCall(turn: Turn, heard: Heard): boolean {
  const wish = heard.acts.find(({ act }) => act === 'callback');
  if (wish === undefined) return false;
  return (
    wish.confidence === 1 ||
    language(turn).names('a_call', heard.text) ||
    findPhone(heard.text, slotContext(turn).country) !== null
  );
}

/** "It runs again, you may close that one." */
const saysClosed = (turn: Turn, { text }: Heard): boolean =>
  language(turn).names('close_it', text) && !language(turn).names('keep_open', text);

/** What else there is, a wish for a call, a good end, a yes to what is offered, or stars, whatever else is said. */
function answersFrame(turn: Turn, heard: Heard): boolean {
  const { pending } = turn.state;
  if (pending === null && turn.state.misses > 0) return true;
  if (wishesCall(turn, heard) || has(heard, 'solved', 'worked')) return true;
  if (pending?.kind === 'rating') return readRating(heard.text, language(turn)) !== null;
  const isOffer = pending?.kind === 'second' || pending?.kind === 'resume';
  return isOffer && has(heard, 'yes') && !language(turn).names('on_ticket', heard.text);
}

const mayCorrect = (turn: Turn, heard: Heard): boolean =>
  heard.acts.length === 0 ||
  // "Could we push that to 11?" asks for it.
  says('another_time', heard.text, turn.language) ||
  (has(heard, 'correct', 'answer', 'request') && !has(heard, 'question', 'why', 'how', 'status'));

const without = ({ told, asked }: Parts, clauses: readonly string[]): Parts => ({
  told: told.filter((clause) => !clauses.includes(clause)),
  asked: asked.filter((clause) => !clauses.includes(clause)),
});

/** What the team has to know of the message: facts, wishes, what nobody here could answer, and that it cannot wait. */
function note(
  turn: Turn,
  ticket: KnownTicket,
  heard: Heard,
  parts: Parts & { isCall: boolean; heads: readonly string[] },
  answers: Answers,
): void {
  const { told, asked, isCall } = parts;
  const { missing, texts, promisesTeam } = answers;
  const forTeam = answers.forTeam.filter((clause) => !told.includes(clause));
  const needed = answers.needed ?? neededBy(turn, told.join(' '));
  const pressing = isCall ? [...told, ...asked] : clausesOf(heard.text);
  const urgent =
    isUrgent(turn, pressing.filter((clause) => !asked.includes(clause) || !asksUrgent(turn, clause)).join(' ')) ||
    (answers.needed !== null && namesNearMoment(turn, asked.join(' ')));
  const isForTeam = forTeam.length > 0 || promisesTeam || answers.needed !== null;
  const things = missing.flatMap((clause) => thingAsked(turn, clause) ?? []);
  // "A second tray, is that on the ticket?": what she tells is what she asks after.
  const isToldOf = told.length > 0 && missing.some((clause) => contentWords(turn, clause).length === 0);
  if (missing.length > things.length && !isToldOf) tell(turn, 'after.not_there', { ticket: shortName(turn, ticket) });
  const isEmpty = told.length + things.length === 0 && !isForTeam;
  if (isEmpty && !urgent) return;
  if (isEmpty && ticket.raised) {
    tell(turn, 'after.is_urgent', { ticket: shortName(turn, ticket) });
    say(turn, dueText(turn, ticket));
    return;
  }
  const asks = told.length === 0 && things.length === 0 && isForTeam;
  const isCalm = !urgent && saysNoRush(turn, heard.text);
  const heads = [
    ...parts.heads,
    ...(isCalm ? [turn.team('team.not_urgent')] : []),
    ...(needed === null || isCalm ? [] : [turn.team('team.needed_by', { by: needed.shown })]),
  ];
  const said = [...told, ...things];
  const kept = things.length > 0 || isToldOf ? { kept: said.join(' ') } : {};
  putOnTicket(turn, ticket, { text: heard.text.trim(), isUrgent: urgent, isCalm, asks, heads, ...kept });
  const named = { ticket: shortName(turn, ticket), urgent };
  if (isCalm) tell(turn, 'after.calm', named);
  if (things.length > 0 || isToldOf) tell(turn, 'after.put_there', { ...named, text: saidBack(said.join(' ')) });
  else if (told.length > 0) tell(turn, 'after.noted', { ...named, text: saidBack(told.join(' ')) });
  else if (urgent && forTeam.length === 0) tell(turn, 'after.urgent', named);
  if (forTeam.length > 0)
    tell(turn, 'after.for_team', { ...named, urgent: urgent && said.length === 0, by: answeredBy(turn, ticket) });
  if (urgent && texts.length === 0) say(turn, dueBeside(turn, ticket, needed));
}

/** How the team answers: in the call that is agreed, else in her mail. */
function answeredBy(turn: Turn, ticket: KnownTicket): 'call' | 'mail' | 'other' {
  if (agreedCall(turn, ticket) !== null) return 'call';
  return ticket.email === null ? 'other' : 'mail';
}

/** Nothing else is wanted: read so, or said before or after what is added. */
function saysNo(turn: Turn, { acts, text }: Heard): boolean {
  const clauses = clausesOf(text);
  const ends = (clause = '') => ['no', 'bye'].includes(plainAct(clause, 'closing', turn.language) ?? '');
  return ['no', 'bye', 'thanks'].includes(acts[0]?.act ?? '') || ends(clauses[0]) || ends(clauses.at(-1));
}

/** "That is the same thing. No" */
function endsInNo(turn: Turn, { text }: Heard): boolean {
  const last = clausesOf(text).at(-1) ?? '';
  if (plainAct(last, 'closing', turn.language) === 'no') return true;
  return wordCount(last) <= noWordsMax && readYesNo(last, turn.language) === 'no';
}

/** A longer clause that begins with "no" says what is not so. */
const noWordsMax = 3;

/** "No, but make it before noon" goes on as a bare no does; whoever asks something stays in the talk. */
function goesOn(turn: Turn, heard: Heard, { asked }: Parts, isCall = false): Outcome {
  turn.state.misses = 0;
  const { pending } = turn.state;
  const isOffer = pending?.kind === 'second' || pending?.kind === 'resume';
  // "No, better at 4" turns the time down and nothing else.
  const isNo = (asked.length === 0 && !isCall && saysNo(turn, heard)) || (isOffer && endsInNo(turn, heard));
  if (pending?.kind === 'ways' || (pending?.kind === 'rating' && !isNo)) clearFrames(turn.state);
  else if (isNo && isOffer) return leaveWaiting(turn, heard);
  else if (isNo) return finish(turn, heard);
  return 'said';
}
