import { describeWhy, type ExplainedTurn, type WhyLine } from '@acebuddy/contracts';

/** A line as a chat window shows it. */
interface ShownLine {
  readonly from: string;
  readonly text: string;
}

/** Why each line of the bot was said, by its index; lines that no message caused have none. Both are in order of time. */
export function whysOfLines(
  lines: readonly ShownLine[],
  turns: readonly ExplainedTurn[],
): Readonly<Record<number, readonly WhyLine[]>> {
  const whys: Record<number, readonly WhyLine[]> = {};
  let from = 0;
  for (const { answer, why } of turns) {
    const shown = lines.map((line, index) => ({ ...line, index }));
    const first = shown.find(
      ({ index, ...line }) => index >= from && line.from === 'bot' && answer.some((text) => isSame(text, line.text)),
    );
    if (first === undefined) continue;
    const own = shown.slice(first.index).findIndex((line) => line.from !== 'bot');
    const end = own < 0 ? lines.length : first.index + own;
    for (const { index } of shown.slice(first.index, end)) whys[index] = describeWhy(why);
    from = end;
  }
  return whys;
}

const isSame = (one: string, other: string): boolean => bare(one) === bare(other);
const bare = (text: string): string => text.replaceAll(/[\s*]+/g, ' ').trim();
