import { type ReliabilityBin, reliability } from '../engine/metrics.ts';
import type { ActLine } from './act-lines.ts';
import { type Act, acts, type OpenQuestion, questionKinds, type ReadAct, wishes } from './acts.ts';
import type { ActReading } from './read-acts.ts';

/** From these chances on a reading is acted on without asking back. */
export const bars = { first: 0.5, secondWish: 0.7 } as const;

export interface Share {
  readonly name: string;
  readonly count: number;
  readonly share: number;
}

/** How well acts are read; shares from 0 to 1. */
export interface ActEvaluation {
  readonly count: number;
  /** The labelled primary act is read first. */
  readonly primary: number;
  /** What is read first is the primary act or one that is accepted besides. */
  readonly acceptable: number;
  readonly lookalikes: number;
  /** Lines with several acts of which one is read besides the first. */
  readonly secondFound: number;
  /** Acts read besides the first that are there. */
  readonly secondRight: number;
  /** An acceptable act is among the best two. */
  readonly bestTwo: number;
  /** Lines that are acted on (first at its bar) and wrong: misread without a word. */
  readonly misread: number;
  /** Lines that a person, call, ticket, cancel or restart is read into at its bar where it was not meant. */
  readonly dangerous: number;
  /** Lines whose primary act is one of the five wishes and on which it is read at its bar. */
  readonly wishesFound: number;
  /** The same of all lines that hold one, primary or not. */
  readonly wishesFoundAnywhere: number;
  readonly calibrationError: number;
  readonly bins: readonly ReliabilityBin[];
  readonly acts: readonly Share[];
  readonly kinds: readonly Share[];
  readonly confusions: readonly { readonly expected: Act; readonly given: Act; readonly count: number }[];
}

export type ReadActs = (text: string, question: OpenQuestion) => ActReading;

export function evaluateActs(lines: readonly ActLine[], read: ReadActs): ActEvaluation {
  const judged = lines.map((line) => judge(line, read(line.text, line.question)));
  const share = (members: readonly Judged[], holds: (one: Judged) => boolean): number =>
    members.length === 0 ? 0 : members.filter(holds).length / members.length;
  const where = (holds: (one: Judged) => boolean): Judged[] => judged.filter(holds);
  const named = judged.flatMap((one) => one.seconds.map((act) => one.right.has(act)));
  const calibration = reliability(
    judged.map((one) => ({ confidence: one.first.confidence, isRight: one.isAcceptable })),
  );
  const by = (names: readonly string[], nameOf: (one: Judged) => string): Share[] =>
    names.flatMap((name) => {
      const members = where((one) => nameOf(one) === name);
      return members.length === 0
        ? []
        : [{ name, count: members.length, share: share(members, (one) => one.isAcceptable) }];
    });
  return {
    count: lines.length,
    primary: share(judged, (one) => one.first.act === one.line.act),
    acceptable: share(judged, (one) => one.isAcceptable),
    lookalikes: share(
      where((one) => one.line.lookalike),
      (one) => one.isAcceptable,
    ),
    secondFound: share(
      where((one) => one.line.also.length > 0),
      (one) => one.seconds.some((act) => one.right.has(act)),
    ),
    secondRight: named.length === 0 ? 0 : named.filter(Boolean).length / named.length,
    bestTwo: share(judged, (one) => one.isAmongTwo),
    misread: share(judged, (one) => one.first.confidence >= bars.first && !one.isAcceptable),
    dangerous: share(judged, (one) => [...one.wishesRead].some((act) => !one.right.has(act))),
    wishesFound: share(
      where((one) => wishSet.has(one.line.act)),
      (one) => one.wishesRead.has(one.line.act),
    ),
    wishesFoundAnywhere: share(
      where((one) => [...one.right].some((act) => wishSet.has(act))),
      (one) => [...one.wishesRead].some((act) => one.right.has(act)),
    ),
    calibrationError: calibration.error,
    bins: calibration.bins,
    acts: by(acts, (one) => one.line.act),
    kinds: by(questionKinds, (one) => one.line.question.kind),
    confusions: confusions(judged),
  };
}

const wishSet: ReadonlySet<Act> = new Set(wishes);

interface Judged {
  readonly line: ActLine;
  readonly first: ReadAct;
  readonly isAcceptable: boolean;
  readonly isAmongTwo: boolean;
  /** Acts of the line, primary and others. */
  readonly right: ReadonlySet<Act>;
  readonly seconds: readonly Act[];
  /** Wishes that are acted on without asking back. */
  readonly wishesRead: ReadonlySet<Act>;
}

function judge(line: ActLine, reading: ActReading): Judged {
  const [first, ...seconds] = reading.acts as [ReadAct, ...ReadAct[]];
  const right: ReadonlySet<Act> = new Set([line.act, ...line.also]);
  const wishesRead = reading.acts.filter(
    (one) => wishSet.has(one.act) && one.confidence >= (one === first ? bars.first : bars.secondWish),
  );
  return {
    line,
    first,
    isAcceptable: right.has(first.act),
    isAmongTwo: reading.alternatives.slice(0, 2).some((one) => right.has(one.act)),
    right,
    seconds: seconds.map((one) => one.act),
    wishesRead: new Set(wishesRead.map((one) => one.act)),
  };
}

function confusions(judged: readonly Judged[]): ActEvaluation['confusions'] {
  const cells = new Map<string, { expected: Act; given: Act; count: number }>();
  for (const { line, first, isAcceptable } of judged) {
    if (isAcceptable) continue;
    const key = `${line.act} ${first.act}`;
    const cell = cells.get(key) ?? { expected: line.act, given: first.act, count: 0 };
    cell.count += 1;
    cells.set(key, cell);
  }
  return [...cells.values()].sort((one, other) => other.count - one.count || (one.expected < other.expected ? -1 : 1));
}
