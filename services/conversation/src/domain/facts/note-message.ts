import type { ChatFact, RunFact } from '@acebuddy/metrics';
import { type Change, currentRunOf } from './change.ts';

/** A message of the customer that the bot answered, and whether it was understood. */
export function noteMessage(change: Change): void {
  const { facts, after, outline, earlier, isNewTurn } = change;
  const { head } = after;
  if (!isNewTurn || head === null) return;
  const isHers = head.lines.some(({ role }) => role === 'customer');
  if (!isHers || head.reply === null || head.reply.action === 'silent') return;
  const fact = targetOf(change);
  if (fact === null) return;
  const asksWhich = outline?.pending?.kind === 'which';
  const askedWhich = earlier?.pending?.kind === 'which';
  const isMissed = (outline?.misses ?? 0) > (earlier?.misses ?? 0);
  const isSwitched = facts.all('run').some(({ id, outcome }) => outcome === 'replaced' && earlier?.run?.id === id);
  const isFirst = fact.kind === 'run' && fact.messages === 0;
  const next = {
    ...fact,
    messages: fact.messages + 1,
    atOnce: fact.atOnce + (asksWhich || isMissed || isSwitched ? 0 : 1),
    which: fact.which + (asksWhich ? 1 : 0),
    whichAnswered: fact.whichAnswered + (askedWhich && !asksWhich && !isMissed ? 1 : 0),
    switched: fact.switched + (isSwitched ? 1 : 0),
  };
  facts.put(isFirst ? ({ ...next, firstMs: head.tookMs ?? null } as RunFact) : next);
}

/** The run that the message belongs to, the chat where it belongs to none. */
function targetOf(change: Change): ChatFact | RunFact | null {
  const { facts, outline, earlier } = change;
  const id = currentRunOf(change);
  const run = id === null ? null : facts.get('run', id);
  // Said after its end ("thank you"), unless it ended in this very turn.
  const isOver = outline?.run != null && outline.run.ended !== null && earlier?.run?.ended === outline.run.ended;
  return run === null || isOver ? facts.get('chat', 'chat') : run;
}
