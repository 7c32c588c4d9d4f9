import { questionKinds } from '@acebuddy/detection';
import { type Precedence, phases } from '../dialogue/precedence.ts';
import type { Pattern } from '../frames/patterns.ts';

/** The table of precedence and the patterns of frames, as a page for people. Generated; `pnpm workflows:graph` writes it. */
export function precedencePage(table: Precedence, patterns: Iterable<Pattern>): string {
  return [
    '<!-- Generated from packages/workflows/dialogue and packages/workflows/patterns by `pnpm workflows:graph`. Edit those instead. -->',
    '# What a message leads to',
    '',
    'Every message is read as one or more acts. Its row and the column of the open question name commands: the first that applies is',
    'done. Of several acts all are done, in this order of phases; of the last phase only one.',
    '',
    ...phases.map(
      (phase, at) =>
        `${at + 1}. **${phase}**: ${table.commands
          .filter((name) => table.phaseOf(name) === phase)
          .map(code)
          .join(' ')}`,
    ),
    '',
    ...grid(
      ['act', ...questionKinds],
      table.rows.map((row) => [
        `**${row}**`,
        ...questionKinds.map((kind) => table.cell(row, kind).map(code).join(' ')),
      ]),
    ),
    '',
    ...afterTicket(table),
    '## Questions outside the steps',
    '',
    'Each has rows of its own, which come before those of the table.',
    '',
    ...[...patterns].flatMap((pattern) => section(pattern)),
  ].join('\n');
}

function afterTicket({ afterTicket: { command, at, frames, but } }: Precedence): string[] {
  return [
    '## After a ticket',
    '',
    `Where nothing is under way and a ticket of hers was just logged, ${code(command)} comes before what the cell names: at ${at.map(code).join(' ')},`,
    `and at the questions ${frames.map(code).join(' ')}; in every row but ${but.map(code).join(' ')}.`,
    '',
  ];
}

function section({ frame, kind, on }: Pattern): string[] {
  const rows = Object.entries(on).map(([act, names]) => [`**${act}**`, (names ?? []).map(code).join(' ')]);
  const lead = [`### ${frame}`, '', `Read as a question of the kind \`${kind}\`.`, ''];
  return rows.length === 0 ? lead : [...lead, ...grid(['act', 'commands'], rows), ''];
}

const code = (name: string): string => `\`${name}\``;

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
