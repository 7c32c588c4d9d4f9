import type { MatterKind } from '@acebuddy/detection';
import { type Heard, has } from '../dialogue/heard.ts';
import { precedence } from '../dialogue/precedence.ts';
import { billingWorkflow } from '../flow/builtin-workflows.ts';
import { activeRun, say, type Turn } from '../flow/turn.ts';
import { clearFrames } from '../frames/frames.ts';
import { wordCount } from '../language/normalise.ts';
import { addsToTicket } from './add-to-ticket.ts';
import { callAtStart } from './hear-call.ts';
import { startRun } from './start-run.ts';
import { putAside } from './switching.ts';
import { summaryOf } from './ticket-request.ts';
import { noteUntold } from './untold.ts';

/** The workflow that takes care of a matter; null where there is none. */
export function workflowOfMatter({ library }: Pick<Turn, 'library'>, kind: MatterKind): string | null {
  const id = kind === 'billing' ? billingWorkflow.definition.id : kind;
  return library.has(id) ? id : null;
}

/** So many words say enough to act on. */
const detailsWordsMin = 5;

/** Begins the built-in workflow of the matter that the message is about: emergencies, billing. False where there is none. */
export function logMatter(turn: Turn, heard: Heard): boolean {
  const { text, topic, matter } = heard;
  const id = matter === null ? null : workflowOfMatter(turn, matter.kind);
  if (id === null) return false;
  const run = activeRun(turn.state);
  if (run?.workflow === id) return false;
  clearFrames(turn.state);
  // What is known as an emergency already is not logged a second time.
  if (run === null && turn.state.tickets.at(-1)?.workflow === id && addsToTicket(turn, heard, true)) return true;
  const isSame = matter !== null && precedence.matters[matter.kind]?.takes_up === true;
  if (run !== null && isSame && !run.ticketed) run.ended = 'replaced';
  else if (run !== null) putAside(turn, run);
  // What was said of it before anybody saw an emergency belongs to that, too.
  if (run !== null && !run.ticketed) for (const words of run.words) noteUntold(turn.state, words);
  const before = run === null || run.ticketed ? '' : isSame ? summaryOf(turn, run) : run.firstText;
  const said = [before, text].filter((part) => part !== '').join('\n');
  // What the emergency looks like is no further problem.
  const others = isSame ? [] : (topic?.others ?? []);
  const details =
    wordCount(said) >= detailsWordsMin ? { details: { v: said.slice(0, 1_500), t: said.slice(0, 1_500) } } : {};
  const call = has(heard, 'callback') ? callAtStart(turn, id) : null;
  const { phone } = turn.state.profile;
  if (call !== null && phone !== null)
    say(turn, turn.words('ways.call_agreed_at', { phone, time: call.callback_time?.t ?? '' }));
  startRun(turn, id, said, others, { ...details, ...call });
  return true;
}
