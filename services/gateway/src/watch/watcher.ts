import { codeOf, type WatchTurn, type WorkflowsReport } from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import { attentionOf } from '../console/attention.ts';
import { daysBefore } from '../console/overview.ts';
import { createRound } from '../console/round.ts';
import type { GatewayDeps } from '../deps.ts';
import { weekMail } from './week-mail.ts';

type WatcherDeps = Pick<GatewayDeps, 'conversation' | 'ticketing' | 'notifications'> & { readonly logger: Logger };

/** How often somebody looks. The lease of a look (`notifications.takeWatch`) is a little shorter. */
export const watchEveryMs = 60_000;

/**
 * One look at what needs attention, for those who do not look themselves. The gateway asks every service and brings what it saw
 * to notifications, which says who looks and remembers; so nothing is kept here, and any replica may be the one.
 *
 * @throws AppError when notifications does not answer: nobody can be told then, and `/ready` says so.
 */
export async function look(deps: WatcherDeps): Promise<void> {
  const turn = await turnOf(deps);
  if (!turn.mine) return;
  const round = createRound(deps.logger);
  const items = await attentionOf(deps, round);
  const silent = round.unavailable();
  if (!silent.includes('notifications')) await deps.notifications.noteAttention({ items, silent });
  if (turn.week !== null) await tellWeek(deps, turn.week, items);
}

/** A service of the release before knows nothing of it. */
async function turnOf({ notifications }: WatcherDeps): Promise<WatchTurn> {
  try {
    return await notifications.takeWatch();
  } catch (error) {
    if (codeOf(error) === 'NOT_FOUND') return { mine: false, week: null };
    throw error;
  }
}

/** What cannot be had now is had in a minute: the week stays due until its mail is ordered. */
async function tellWeek(
  { conversation, notifications }: WatcherDeps,
  week: NonNullable<WatchTurn['week']>,
  attention: Awaited<ReturnType<typeof attentionOf>>,
): Promise<void> {
  const [report, before] = [
    await conversation.report({ ...week, by: 'workflow' }),
    await conversation.report({ ...daysBefore(week), by: 'workflow' }),
  ];
  const questions = worstQuestions(await conversation.workflowsReport(week));
  await notifications.sendWeek(weekMail({ week, report, before, attention, questions }));
}

/** Asked so often at least, a question that is put again tells something. */
const askedMin = 5;

/** Of each workflow the question that was put again in most runs, by their share. */
function worstQuestions({ items }: WorkflowsReport) {
  const found = items.flatMap(({ workflow, name, worst }) =>
    worst === null || worst.asked < askedMin
      ? []
      : [
          {
            what: 'question',
            workflow,
            workflowName: name,
            question: worst.slot,
            asked: worst.asked,
            again: worst.runsAgain,
          } as const,
        ],
  );
  return found.toSorted((left, right) => right.again / right.asked - left.again / left.asked);
}
