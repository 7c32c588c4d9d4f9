import { setTimeout as sleep } from 'node:timers/promises';
import type { LearnedModel, Learning } from '@acebuddy/contracts';
import { openLearningAlone } from '@acebuddy/conversation';
import { ConfigError, type Environment, type Logger } from '@acebuddy/service-kit';
import { openKeeping } from './open-keeping.ts';
import { createProgress } from './progress-bar.ts';

export interface LearnFromShellOptions {
  /** Environment that the product itself would start with. */
  readonly env: Environment;
  /** What to do, and with what: `status`, `train`, `take 3`, `back`. */
  readonly words: readonly string[];
  readonly logger: Logger;
  readonly out: Parameters<typeof createProgress>[0];
}

type Alone = Awaited<ReturnType<typeof openLearningAlone>>;

const lookEveryMs = 500;

/**
 * `pnpm learn`. Works beside running services, which follow within seconds. False when a training failed, or its model may not
 * be taken over.
 *
 * @throws `ConfigError` when stores or keys are not there or do not fit, and for words that mean nothing
 * @throws AppError `UNPROCESSABLE`, `CONFLICT`, `NOT_FOUND` as the console is told
 */
export async function learnFromShell({ env, words, logger, out }: LearnFromShellOptions): Promise<boolean> {
  const [verb = 'status', given] = words;
  const act = acts[verb];
  if (act === undefined || words.length > (verb === 'take' ? 2 : 1))
    throw new ConfigError([`"${words.join(' ')}" is none of status, train, take ID, back`], 'COMMAND_REFUSED');
  const keeping = await openKeeping(env);
  try {
    const alone = await openLearningAlone({
      ...{ database: keeping.stores.conversation, keys: keeping.keys, dataDir: keeping.dataDir, logger },
      workflowsDir: env.WORKFLOWS_DIR ?? null,
    });
    try {
      return await act(alone, out, given);
    } finally {
      await alone.close();
    }
  } finally {
    await keeping.close();
  }
}

type Act = (alone: Alone, out: LearnFromShellOptions['out'], given: string | undefined) => Promise<boolean>;

const acts: Readonly<Record<string, Act | undefined>> = {
  async status(alone, out) {
    for (const line of describe(await alone.view())) out.write(`${line}\n`);
    return true;
  },
  async train(alone, out) {
    await alone.train(undefined);
    const progress = createProgress(out);
    for (;;) {
      const view = await alone.view();
      const { training } = view;
      if (training?.state === 'running') {
        const name = training.language === null ? training.phase : `${training.phase} ${training.language}`;
        progress(name, Math.round(training.share * 100), 100);
        await sleep(lookEveryMs);
        continue;
      }
      const made = view.models.find(({ id }) => id === training?.modelId);
      if (made === undefined) {
        out.write(`${training?.problem ?? 'The training failed.'}\n`);
        return false;
      }
      for (const line of cardOf(made)) out.write(`${line}\n`);
      return made.mayBeTaken;
    }
  },
  async take(alone, out, given) {
    const { models, active } = await alone.view();
    const id = given === undefined ? models.find((model) => model.id !== active)?.id : Number(given);
    if (id === undefined || !Number.isInteger(id))
      throw new ConfigError(['take needs the number of a model; pnpm learn train makes one'], 'COMMAND_REFUSED');
    await alone.take(id, undefined);
    out.write(`Messages are read with model ${id}; running services follow within seconds.\n`);
    return true;
  },
  async back(alone, out) {
    await alone.back(undefined);
    const { active } = await alone.view();
    out.write(`Messages are read with ${nameOf(active)} again; running services follow within seconds.\n`);
    return true;
  },
};

const nameOf = (id: number | null): string => (id === null ? 'the shipped model' : `model ${id}`);

function describe({ labels, active, before, refused, training, models }: Learning): string[] {
  const total = labels.reduce((sum, { count }) => sum + count, 0);
  const newest = models.find(({ id }) => id !== active);
  return [
    `${total} ${total === 1 ? 'label' : 'labels'}${total === 0 ? '' : `: ${labels.map(({ head, name, count }) => `${head} ${name ?? 'none'} ${count}`).join(', ')}`}`,
    `Messages are read with ${nameOf(active)}${before === undefined ? '' : `; before it with ${nameOf(before)}`}.`,
    ...(refused === null ? [] : [`It cannot be used here: ${refused}.`]),
    ...(training?.state === 'running'
      ? [`A model is being trained: ${training.phase}, ${Math.round(training.share * 100)} %.`]
      : []),
    ...(training?.state === 'failed'
      ? [`The last training failed: ${training.problem ?? 'the log has the reason'}`]
      : []),
    ...(newest === undefined ? [] : cardOf(newest)),
  ];
}

/** The comparison as a table: what changed or speaks against the model, and the sums. */
function cardOf({ id, learnedFrom, heldOut, comparedWith, groups, mayBeTaken }: LearnedModel): string[] {
  const told = groups.filter(
    ({ name, lost, gained, isWorse, isContradicted }) =>
      name === 'all' || lost + gained > 0 || isWorse || isContradicted,
  );
  const percent = (right: number, count: number) => `${((100 * right) / Math.max(1, count)).toFixed(1)} %`;
  return [
    `Model ${id}: learned from ${learnedFrom} labels, ${heldOut} held out; compared with ${nameOf(comparedWith)} on the same lines:`,
    ...told.map(({ head, set, name, language, count, before, after, error, isWorse, isContradicted }) => {
      const mark = isWorse ? '  WORSE' : isContradicted ? '  CONTRADICTED' : '';
      const what = `${head} ${name}${language === null ? '' : ` ${language}`} (${set})`;
      return `  ${what.padEnd(44)} ${String(count).padStart(5)}  ${percent(before, count).padStart(7)} → ${percent(after, count).padStart(7)}  ± ${(100 * error).toFixed(1)}${mark}`;
    }),
    mayBeTaken
      ? `Nothing got worse by more than its error: pnpm learn take ${id}`
      : 'It may not be taken over: what is marked got worse by more than its error, or its labels are contradicted.',
  ];
}
