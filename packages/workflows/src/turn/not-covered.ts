import type { Understanding } from '../engine-types.ts';
import { billingWorkflow } from '../flow/builtin-workflows.ts';
import { describeHours } from '../flow/business-hours.ts';
import { somethingElse, talkToPerson } from '../flow/reply.ts';
import { say, type Turn, workflowOf } from '../flow/turn.ts';
import { asksBilling, asksContact, asksStatus, saysSolved, wantsSomethingElse } from '../language/intents.ts';
import { needsPerson } from '../language/needs-person.ts';
import { wordCount } from '../language/normalise.ts';
import { readTone } from '../language/tone.ts';
import { addsToTicket } from './add-to-ticket.ts';
import { askFollowUp } from './follow-up.ts';
import { newRun } from './new-run.ts';
import { proceed } from './proceed.ts';
import { offer } from './prompt.ts';
import { answerFromArticle } from './small-talk.ts';
import { offerWays } from './ways.ts';

/** A message that no workflow covers: billing, contact, status, a help article, or the way to a person. */
export function notCovered(turn: Turn, text: string, understanding: Understanding | null): void {
  const { state } = turn;
  if (understanding?.foreign === true) {
    englishOnly(turn);
    return;
  }
  if (asksBilling(text)) {
    say(turn, "That is one for our billing and sales team. I'll pass you to billing.");
    const run = newRun(turn, billingWorkflow.definition.id, text);
    if (wordCount(text) >= 5) run.slots.details = { v: text.slice(0, 1_500), t: text.slice(0, 1_500) };
    proceed(turn, run);
    return;
  }
  if (asksContact(text)) {
    tellContact(turn);
    return;
  }
  if (asksStatus(text) && state.tickets.length > 0) {
    tellStatus(turn);
    return;
  }
  if (asksStatus(text)) {
    say(
      turn,
      "I can't look into requests of earlier chats. Updates on them come by e-mail, and a colleague can tell you more.",
    );
    offerWays(turn, 'asked');
    return;
  }
  if (saysSolved(text)) {
    say(turn, 'Good to hear that it is sorted!');
    state.pending = { kind: 'more' };
    askFollowUp(turn);
    return;
  }
  if (needsPerson(text)) {
    say(turn, 'That needs a person, and quickly.');
    offerWays(turn, 'stuck');
    return;
  }
  if (wantsSomethingElse(text)) {
    say(turn, 'Sure. Tell me in your own words what you need.');
    return;
  }
  if (answerFromArticle(turn)) {
    state.pending = { kind: 'more' };
    state.misses = 0;
    askFollowUp(turn);
    return;
  }
  if (addsToTicket(turn, text)) return;
  state.misses += 1;
  if (readTone(text).upset) {
    offerWays(turn, 'upset');
    return;
  }
  if (state.misses >= 2) {
    offerWays(turn, 'stuck');
    return;
  }
  clarify(turn, text, understanding);
}

/** Politely out of what the bot cannot read. */
export function englishOnly(turn: Turn): void {
  say(turn, "I'm sorry, I only understand English. A colleague can help you in another way.");
  offerWays(turn, 'language');
}

/** Not understood: likely topics as buttons, free words through "Something else", a person beside them. */
function clarify(turn: Turn, text: string, understanding: Understanding | null): void {
  // What the detector holds for hardly possible is no better than any other topic.
  const likely = (understanding?.alternatives ?? [])
    .filter((candidate) => candidate.confidence >= 0.08)
    .map((candidate) => candidate.workflow);
  // Said in full and still none of ours: another list of topics would not help (workflows.md, "Not a workflow").
  if (likely.length === 0 && understanding !== null && wordCount(text) >= 4) {
    say(turn, "I can't solve that one myself.");
    offerWays(turn, 'stuck');
    return;
  }
  const topics = [...new Set([...likely, ...turn.library.keys()])]
    .filter((id) => turn.library.get(id)?.file != null)
    .slice(0, 4);
  turn.state.pending = { kind: 'which', workflows: topics, text: text.slice(0, 500) };
  say(
    turn,
    'I\'m not sure I understood that. Is it one of these? If not, choose "Something else" and tell me in other words.',
  );
  offer(
    turn,
    topics.map((id) => workflowOf(turn, id).definition.button),
  );
}

function tellContact(turn: Turn): void {
  const { supportEmail, supportPhone, businessHours } = turn.context.settings;
  const phone = supportPhone === null ? '' : ` or call ${supportPhone}`;
  say(
    turn,
    `You can write to ${supportEmail}${phone}. We are here ${describeHours(businessHours, turn.context.now)}. I can also have someone call you back.`,
  );
  turn.suggestions = ['Call me back', somethingElse, talkToPerson];
}

function tellStatus(turn: Turn): void {
  const ticket = turn.state.tickets.at(-1);
  if (ticket === undefined) return;
  const name = workflowOf(turn, ticket.workflow).definition.name;
  const number =
    ticket.number === null
      ? `under the reference ${ticket.reference ?? '(being assigned)'}`
      : `as ticket #${ticket.number}`;
  const expected = ticket.expected === null ? '' : ` Expected time: ${ticket.expected}.`;
  say(turn, `Your request "${name}" is logged ${number} and with the ${ticket.team} team.${expected}`);
  turn.state.pending = { kind: 'more' };
  askFollowUp(turn);
}
