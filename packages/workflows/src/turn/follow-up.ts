import { type Turn, tell, workflowOf } from '../flow/turn.ts';
import { askFrame } from '../frames/ask-frame.ts';

/** What comes after an end: the second problem of the message, the one that was left for this one, or "anything else?". */
export function followUp(turn: Turn): void {
  const { state } = turn;
  // Of one topic several may wait, and one that was passed over waits still: their words tell.
  const second = state.later.shift() ?? state.laterWords.find(({ workflow }) => turn.library.has(workflow))?.workflow;
  if (second !== undefined) state.pending = { kind: 'second', workflow: second };
  else {
    // Asked once: whoever goes on with something else has heard it.
    const waiting = state.stack.findLast(({ askedBack }) => !askedBack);
    state.pending = waiting === undefined ? { kind: 'more' } : { kind: 'resume', workflow: waiting.workflow };
  }
}

/** Puts that question into the reply. */
export function askFollowUp(turn: Turn): void {
  if (turn.state.pending !== null) askFrame(turn);
}

/** The problem in plain words, for a sentence. */
export function topic(turn: Turn, id: string): string {
  const { topic: phrase, name } = workflowOf(turn, id).definition;
  return phrase ?? turn.words('open.topic', { name });
}

/**
 * What waits, as a sentence names it: another request of the topic that is under way in her own words, else the topic.
 *
 * @param own its words; of those that wait the ones that are taken up next when left out
 */
export function laterNamed(turn: Turn, id: string, own = wordsWaiting(turn, id)): string {
  return own !== undefined && turn.state.run?.workflow === id
    ? turn.words('open.quoted', { text: shorter(own) })
    : topic(turn, id);
}

const wordsWaiting = ({ state }: Turn, id: string) => state.laterWords.find(({ workflow }) => workflow === id)?.text;

const quotedCharsMax = 90;

function shorter(text: string): string {
  const said = text.replace(/[\s.,;:]+$/, '');
  return said.length <= quotedCharsMax ? said : `${said.slice(0, quotedCharsMax).replace(/\s+\S*$/, '')} …`;
}

/** The words of a request that waits, which is taken up now; null where it has none of its own. */
export function takeLaterWords({ state }: Turn, id: string): string | null {
  const found = state.laterWords.find(({ workflow }) => workflow === id);
  state.laterWords = state.laterWords.filter((other) => other !== found);
  return found?.text ?? null;
}

/** The star card, or a plain question where cards cannot be shown. Only when there is something to rate. */
export function askRating(turn: Turn): void {
  const { state } = turn;
  if (state.rated !== null || state.tickets.length === 0) {
    state.pending = null;
    return;
  }
  state.pending = { kind: 'rating' };
  if (turn.context.cards) {
    tell(turn, 'rating.stars');
    turn.input = { type: 'star-rating' };
  } else tell(turn, 'rating.numbers');
}
