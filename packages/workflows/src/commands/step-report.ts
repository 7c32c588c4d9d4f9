import type { Command } from '../dialogue/command.ts';
import { has, peopleWishes } from '../dialogue/heard.ts';
import { activeRun, type Turn, tell } from '../flow/turn.ts';
import { says } from '../language/sayings.ts';
import { promptCheck } from '../turn/prompt.ts';
import { offerWays } from '../turn/ways.ts';
import { atStep, finishStep, noteReport } from './step-parts.ts';

/** "Can't you just do it for me": none of the steps is for her, so a person or a ticket comes instead of the next one. */
export const giveUp = atStep((turn, run, stop, heard) => {
  if (has(heard, 'worked', 'partly', ...peopleWishes, 'solved')) return false;
  if (!says('gives_up', heard.text, turn.language)) return false;
  noteReport(turn, run, heard.text);
  run.done[stop.key] = 'cannot';
  run.confirmed = true;
  offerWays(turn, 'meant', true);
  return 'done';
});

/** The same at a question: "I'd rather somebody just looks at it". */
export const leaveToTeam: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run === null || run.detour !== null || has(heard, ...peopleWishes, 'solved')) return false;
  if (!says('hands_over', heard.text, turn.language)) return false;
  run.confirmed = true;
  offerWays(turn, 'meant', true);
  return 'done';
};

/** "I'm not turning that off": this step is left out, and the ticket says that it was not done, not that it did not help. */
export const refuseStep = atStep((turn, run, stop, heard) => {
  const { text, acts } = heard;
  const refuses = says('refuses', text, turn.language);
  const wantsOther = has({ acts }, 'skip', 'cannot', 'no') && says('other_way', text, turn.language);
  if (!refuses && !wantsOther) return false;
  noteReport(turn, run, text);
  return finishStep(turn, run, stop, 'refused', heard);
});

/** "I told you that it's a laptop": heard, and no reason to ask what to change. */
export const noteTold = atStep((turn, run, _stop, { text }) => {
  if (!says('told_already', text, turn.language)) return false;
  noteReport(turn, run, text);
  tell(turn, 'understanding.sorry_told');
  return 'said';
});

/** So many reports that say nothing of the outcome are taken before the step is left. */
const reportsMax = 2;

/** What she sees, where it tells no outcome: noted for the team, and never a reason to put the same step once more. */
export const noteSeen = atStep((turn, run, stop, { text }) => {
  noteReport(turn, run, text);
  if (says('obstacle', text, turn.language)) return finishStep(turn, run, stop, 'no_such');
  const tries = (run.asked?.key === stop.key ? run.asked.tries : 0) + 1;
  if (tries >= reportsMax) return finishStep(turn, run, stop, 'no_such');
  run.asked = { ...run.asked, key: stop.key, tries };
  promptCheck(turn, run, stop, lead(turn, stop.node.step.goal));
  return 'done';
});

const lead = ({ words }: Turn, goal: 'fix' | 'do'): string =>
  `${words('guide.noted')} ${words(goal === 'fix' ? 'guide.did_step_help' : 'guide.is_step_done')}`;
