import { rulesBeforeTable, ruleWords } from '@acebuddy/contracts';
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
    ...howToReadWhy(table),
  ].join('\n');
}

/** How the names of rows that are kept with a turn lead back to this page. */
function howToReadWhy({ afterTicket: { command } }: Precedence): string[] {
  const rules = rulesBeforeTable.map((row) => [code(row), ruleWords[row]]);
  return [
    '## Why a message was answered so',
    '',
    'Every turn that a message caused keeps why (`turnWhySchema` of the contracts): the open question, acts and topics with their chances, the',
    'rows of this page that decided with the commands they led to, the values that were set with the words they came from, and the kinds of',
    'effects. The console and the playground show it beside the chat, `pnpm chat --why` below each answer.',
    '',
    '- `answer at choice`: the row **answer** of the table, the column choice. The commands behind it are those that were done; none: nothing',
    '  of the cell applied, and the open question was put again.',
    '- `yes at frame cancel`: the row **yes** of the question outside the steps `cancel`, see above.',
    `- \`after_ticket\`: ${code(command)} came before what the cell names.`,
    '- `unsure at …`: nothing was read surely enough; the acts are what it was closest to.',
    '- A value without words came from the channel, a rule, a default or an earlier message. Codes stand in none, secrets as in the transcript.',
    '',
    'What answers before the table is asked has a name of its own:',
    '',
    ...grid(['name', 'when'], rules),
    '',
  ];
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
