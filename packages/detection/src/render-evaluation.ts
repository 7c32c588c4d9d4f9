import type { Evaluation } from './evaluate.ts';

/** The evaluation as plain text for a terminal. */
export function renderEvaluation(evaluation: Evaluation): string {
  const lines = [
    `messages               ${evaluation.count}`,
    `accuracy (all labels)  ${percent(evaluation.accuracy)}`,
    `in-scope accuracy      ${percent(evaluation.inScope)}`,
    `macro-F1               ${percent(evaluation.macroF1)}`,
    `out-of-scope recall    ${percent(evaluation.noneRecall)}`,
    `false rejection        ${percent(evaluation.falseRejection)}`,
    `calibration error      ${percent(evaluation.calibrationError)}`,
    `asked "A or B?"        ${percent(evaluation.unsure.share)} of messages; right one among the two ${percent(evaluation.unsure.helpful)}, first one right ${percent(evaluation.unsure.firstRight)}; accuracy elsewhere ${percent(evaluation.unsure.restAccuracy)}`,
    '',
  ];
  if (evaluation.kinds.length > 0) {
    lines.push('kind                   lines  accuracy');
    for (const kind of evaluation.kinds)
      lines.push(`${kind.kind.padEnd(22)} ${String(kind.count).padStart(5)}  ${percent(kind.accuracy)}`);
    lines.push('');
  }
  lines.push('label                  lines  precision  recall     F1');
  for (const label of evaluation.labels)
    lines.push(
      `${label.label.padEnd(22)} ${String(label.count).padStart(5)}  ${percent(label.precision).padStart(9)}  ${percent(label.recall).padStart(6)} ${percent(label.f1).padStart(6)}`,
    );
  return `${[...lines, '', ...confusionTable(evaluation)].join('\n')}\n`;
}

/** Rows: what it was; columns: what was said. */
function confusionTable(evaluation: Evaluation): string[] {
  const labels = evaluation.labels.map((label) => label.label);
  const said = [...new Set([...labels, ...evaluation.confusions.map((confusion) => confusion.given)])].sort();
  const count = (expected: string, given: string): number => {
    const wrong = evaluation.confusions.find((cell) => cell.expected === expected && cell.given === given)?.count ?? 0;
    if (expected !== given) return wrong;
    const figures = evaluation.labels.find((label) => label.label === expected);
    return figures ? Math.round(figures.recall * figures.count) : 0;
  };
  const short = (label: string): string => label.slice(0, 7).padStart(8);
  return [
    'confusion (rows: labelled, columns: answered)',
    `${''.padEnd(18)}${said.map(short).join('')}`,
    ...labels.map(
      (label) => `${label.padEnd(18)}${said.map((given) => String(count(label, given) || '·').padStart(8)).join('')}`,
    ),
  ];
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
