import { profileSlots } from '../flow/builtin-slots.ts';
import type { Answer, State } from '../state/state-schema.ts';

type Answers = ReadonlyMap<string, Answer>;

/** The answers of a state, before the step changes it. */
export interface AnswersBefore {
  /** Of the run in progress and of those that wait, by run. */
  readonly runs: ReadonlyMap<string, Answers>;
  readonly profile: Answers;
  /** Of the run that was in progress: what a run that follows it takes over comes from there. */
  readonly newest: Answers;
}

export interface ChangedSlots {
  readonly filled: readonly {
    readonly slot: string;
    readonly answer: Answer;
    /** It was known before, to another run. */
    readonly isCarried: boolean;
  }[];
  readonly cleared: readonly string[];
}

export function answersIn({ run, stack, profile }: State): AnswersBefore {
  const runs = new Map((run === null ? stack : [run, ...stack]).map(({ id, slots }) => [id, answersOf(slots)]));
  return { runs, profile: ofProfile(profile), newest: (run === null ? undefined : runs.get(run.id)) ?? new Map() };
}

/** Slots that the step filled or emptied: those of the run in progress and what is known of the customer. */
export function changedSlots(before: AnswersBefore, { run, profile }: State): ChangedSlots {
  const own = run === null ? new Map<string, Answer>() : answersOf(run.slots);
  const earlier = (run === null ? undefined : before.runs.get(run.id)) ?? new Map<string, Answer>();
  const now = ofProfile(profile);
  const fresh = [...changes(earlier, own), ...changes(before.profile, now)];
  return {
    filled: fresh.map(([slot, answer]) => ({
      slot,
      answer,
      isCarried: !earlier.has(slot) && before.newest.get(slot)?.t === answer.t,
    })),
    cleared: [...missing(earlier, own), ...missing(before.profile, now)],
  };
}

const answersOf = (slots: Readonly<Record<string, Answer>>): Answers => new Map(Object.entries(slots));

const changes = (before: Answers, after: Answers) => [...after].filter(([slot, { t }]) => before.get(slot)?.t !== t);

const missing = (before: Answers, after: Answers) => [...before.keys()].filter((slot) => !after.has(slot));

function ofProfile(profile: State['profile']): Answers {
  return new Map(
    profileSlots.flatMap((name) => {
      const value = profile[name];
      return value === null ? [] : [[name, { v: value, t: value }]];
    }),
  );
}
