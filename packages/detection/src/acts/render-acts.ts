import type { CurvePoint } from './act-score.ts';
import { type ActEvaluation, bars, type Share } from './evaluate-acts.ts';

/** What is wanted of lines that were not used to build it; the last two columns of a row say whether more or less is better. */
const goals: readonly { name: keyof ActEvaluation; title: string; goal?: string }[] = [
  { name: 'primary', title: 'primary act right' },
  { name: 'acceptable', title: 'primary or acceptable act right', goal: '≥ 80%' },
  { name: 'lookalikes', title: 'look-alikes', goal: '≥ 76%' },
  { name: 'secondFound', title: 'second act found', goal: '≥ 55%' },
  { name: 'secondRight', title: 'of the acts named besides the first, right' },
  { name: 'bestTwo', title: 'among the best two' },
  { name: 'misread', title: `misread without a word (first at ${bars.first} and more, and wrong)`, goal: '≤ 8%' },
  { name: 'dangerous', title: 'dangerous misreadings', goal: '≤ 0.8%' },
  { name: 'wishesFound', title: 'person, call, ticket, cancel, restart: found where primary', goal: '≥ 70%' },
  { name: 'wishesFoundAnywhere', title: 'the same, primary or not' },
  { name: 'calibrationError', title: 'expected calibration error' },
];

export interface ActSection {
  readonly language: string;
  readonly trainingLines: number;
  readonly development: ActEvaluation;
  readonly otherHands: ActEvaluation | null;
  /** The same without the lines that come near a training line. */
  readonly otherHandsApart: ActEvaluation | null;
  readonly curve: readonly CurvePoint[];
  readonly cost: { readonly p50Ms: number; readonly p99Ms: number };
}

export function percent(value: number): string {
  return `${(100 * value).toFixed(1)}%`;
}

/** The figures as plain text, for `pnpm understand --evaluate`. */
export function renderActEvaluation(evaluation: ActEvaluation): string {
  const width = Math.max(...goals.map((goal) => goal.title.length));
  return `${[
    `${'messages'.padEnd(width)}  ${evaluation.count}`,
    ...goals.map(({ name, title }) => `${title.padEnd(width)}  ${percent(evaluation[name] as number)}`),
    '',
    'by act',
    ...evaluation.acts.map(row),
    '',
    'by open question',
    ...evaluation.kinds.map(row),
    '',
    'most frequent confusions',
    ...evaluation.confusions
      .slice(0, 15)
      .map(({ expected, given, count }) => `  ${expected} taken for ${given}: ${count}`),
  ].join('\n')}\n`;
}

function row({ name, count, share }: Share): string {
  return `  ${name.padEnd(16)}${String(count).padStart(5)}  ${percent(share)}`;
}

/** The part of `docs/scorecard.md` about acts. */
export function renderActSection(sections: readonly ActSection[]): string {
  return sections.flatMap(renderLanguage).join('\n');
}

function renderLanguage(section: ActSection): string[] {
  const { development, otherHands, curve, cost } = section;
  const cell = (share: number | undefined): string => (share === undefined ? '' : percent(share));
  const shares = (name: 'acts' | 'kinds'): string[] =>
    development[name].map((one) => {
      const other = otherHands?.[name].find((candidate) => candidate.name === one.name);
      return `| ${one.name} | ${one.count} | ${cell(one.share)} | ${other?.count ?? ''} | ${cell(other?.share)} |`;
    });
  return [
    `# Score card of dialogue acts: ${section.language}`,
    '',
    `${section.trainingLines} training lines; ${development.count} development lines of another hand that come near none of them${
      otherHands ? `; ${otherHands.count} lines by other hands, read in place and used for measuring only` : ''
    }.`,
    '',
    '| figure | development | by other hands | wanted |',
    '|---|---|---|---|',
    ...goals.map(
      ({ name, title, goal }) =>
        `| ${title} | ${cell(development[name] as number)} | ${cell(otherHands?.[name] as number | undefined)} | ${goal ?? ''} |`,
    ),
    `| reading a message, topic and acts: median | ${cost.p50Ms.toFixed(3)} ms | | ≤ 0.15 ms |`,
    `| the same: 99th percentile | ${cost.p99Ms.toFixed(3)} ms | | ≤ 3 ms |`,
    '',
    `How far more lines carry (primary or acceptable${otherHands ? ', by other hands' : ''}): ${curve
      .map((point) => `${point.lines} lines ${percent(point.acceptable)}`)
      .join(', ')}.`,
    '',
    ...apartLine(section),
    '| confidence of the first act | messages | mean confidence | right |',
    '|---|---|---|---|',
    ...(otherHands ?? development).bins
      .filter((bin) => bin.count > 0)
      .map(
        (bin) =>
          `| ${bin.from.toFixed(1)}–${bin.to.toFixed(1)} | ${bin.count} | ${percent(bin.confidence)} | ${percent(bin.accuracy)} |`,
      ),
    '',
    '| open question | lines | right | by other hands | right |',
    '|---|---|---|---|---|',
    ...shares('kinds'),
    '',
    '| act | lines | right | by other hands | right |',
    '|---|---|---|---|---|',
    ...shares('acts'),
    '',
    'Most frequent confusions:',
    '',
    ...(otherHands ?? development).confusions
      .slice(0, 12)
      .map((one) => `- ${one.expected} taken for ${one.given}: ${one.count}`),
    '',
  ];
}

function apartLine({ otherHands, otherHandsApart }: ActSection): string[] {
  if (!otherHands || !otherHandsApart) return [];
  const near = otherHands.count - otherHandsApart.count;
  return [
    `${near} of the lines by other hands come near a training line (short replies that everybody uses); on the ${otherHandsApart.count} others ${percent(otherHandsApart.acceptable)} are read acceptably, ${percent(otherHandsApart.lookalikes)} of the look-alikes, and ${percent(otherHandsApart.misread)} are misread without a word.`,
    '',
  ];
}
