import type { Command } from '../dialogue/command.ts';
import { has } from '../dialogue/heard.ts';
import { activeRun, tell, workflowOf } from '../flow/turn.ts';
import { wordCount } from '../language/normalise.ts';
import { addsToTicket, tellsMore } from '../turn/add-to-ticket.ts';
import { topic as topicOf } from '../turn/follow-up.ts';
import { logMatter } from '../turn/matter.ts';
import { offerLabels } from '../turn/prompt.ts';
import { answerFromArticle } from '../turn/small-talk.ts';
import { offerWays } from '../turn/ways.ts';

/** "Is it A or B?" */
export const askWhich: Command = (turn, { topic, text }) => {
  if (topic?.outcome !== 'unsure' || activeRun(turn.state) !== null) return false;
  const [first, second] = topic.alternatives.map(({ workflow }) => workflow).filter((id) => turn.library.has(id));
  if (first === undefined || second === undefined) return false;
  const [a, b] = [workflowOf(turn, first).definition, workflowOf(turn, second).definition];
  turn.state.pending = { kind: 'which', workflows: [first, second], text: text.slice(0, 500) };
  tell(turn, 'understanding.which', { first: topicOf(turn, first), second: topicOf(turn, second) });
  offerLabels(turn, [a.button, b.button]);
  return 'done';
};

/** More about the problem whose ticket the team has just got. */
export const tellMore: Command = (turn, heard) => (tellsMore(turn, heard) ? 'done' : false);

/** What is no new problem belongs to the ticket that was just logged. */
export const addToTicket: Command = (turn, heard) => (addsToTicket(turn, heard) ? 'done' : false);

/** Whether an article may be what she is after: a statement is none that one answers. */
const asksSomething = (heard: Parameters<Command>[1]): boolean =>
  has(heard, 'question', 'how', 'why', 'rephrase') || /\?\s*$/.test(heard.text);

/** Likely topics that are worth showing. */
const likelyMin = 0.08;

/** A message that no workflow covers: an emergency, billing, an article, her own ticket, and the way to people. */
export const clarify: Command = (turn, heard) => {
  const { state } = turn;
  const { text, topic } = heard;
  if (logMatter(turn, heard)) return 'done';
  if (asksSomething(heard) && answerFromArticle(turn)) {
    state.misses = 0;
    return 'said';
  }
  if (addsToTicket(turn, heard)) return 'done';
  state.misses += 1;
  const likely = (topic?.alternatives ?? [])
    .filter(({ confidence }) => confidence >= likelyMin)
    .map(({ workflow }) => workflow);
  // Said in full and still none of ours: another list of topics would not help (docs/labelling-rules.md).
  const isNone = likely.length === 0 && topic !== null && wordCount(text) >= 4;
  if (state.misses >= 2 || isNone) {
    if (isNone) tell(turn, 'understanding.cannot_solve');
    offerWays(turn, has(heard, 'complaint') ? 'upset' : 'stuck');
    return 'done';
  }
  const topics = [...new Set([...likely, ...turn.library.keys()])]
    .filter((id) => turn.library.get(id)?.file != null)
    .slice(0, 4);
  state.pending = { kind: 'which', workflows: topics, text: text.slice(0, 500) };
  tell(turn, 'understanding.which_of_these');
  offerLabels(
    turn,
    topics.map((id) => workflowOf(turn, id).definition.button),
  );
  return 'done';
};
