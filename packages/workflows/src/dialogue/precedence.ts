import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Act,
  actSchema,
  acts,
  type MatterKind,
  matterKinds,
  type QuestionKind,
  questionKinds,
  valueKinds,
} from '@acebuddy/detection';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ButtonKey } from '../flow/reply.ts';
import { type Pattern, patterns } from '../frames/patterns.ts';

export const phases = ['aside', 'take', 'tell', 'course'] as const;
export type Phase = (typeof phases)[number];
/** A row of the table: an act, `urgent` for an emergency, or `unsure` where nothing was read surely enough. */
export type Row = Act | 'other' | 'urgent' | 'matter' | 'unsure';

const buttonActSchema = z.union([actSchema, z.literal('other')]);
const cell = z.array(z.string()).min(1);
/** A topic that is read comes before the matter where it is one `of` these, or the matter is read less surely than `below`. */
const topicFirstSchema = z.strictObject({
  of: z.array(z.string()).default([]),
  below: z.number().min(0).max(1).default(0),
});
const afterTicketSchema = z.strictObject({
  command: z.string(),
  at: z.array(z.enum(questionKinds)),
  /** Questions outside the steps, whatever their kind. */
  frames: z.array(z.string()),
  but: z.array(z.string()),
});
const fileSchema = z.strictObject({
  phases: z.strictObject({
    aside: z.array(z.string()),
    take: z.array(z.string()),
    tell: z.array(z.string()),
    course: z.array(z.string()),
  }),
  last: z.array(z.string()),
  once: z.array(z.string()),
  no_matter: z.array(actSchema),
  after_ticket: afterTicketSchema,
  matters: z.partialRecord(
    z.enum(matterKinds),
    z.strictObject({
      row: z.enum(['urgent', 'matter']),
      from: z.number().min(0).max(1),
      at_step: z.number().min(0).max(1).default(0),
      takes_up: z.boolean().default(false),
      topic_first: topicFirstSchema.optional(),
    }),
  ),
  buttons: z.record(
    z.string().startsWith('button.'),
    z.union([buttonActSchema, z.strictObject({ act: buttonActSchema, at: z.array(z.enum(questionKinds)) })]),
  ),
  rows: z.record(z.string(), z.partialRecord(z.enum([...questionKinds, 'value', 'else']), cell)),
});

export interface ButtonRule {
  readonly key: ButtonKey;
  readonly act: Act | 'other';
  /** Kinds of question at which it means this. */
  readonly at: readonly QuestionKind[];
}

export interface MatterRule {
  readonly row: 'urgent' | 'matter';
  /** From this chance on the matter is heard. */
  readonly from: number;
  /** The same behind a step, where she reports what she sees. */
  readonly at_step: number;
  /** The running problem is the same one, told as what it is. */
  readonly takes_up: boolean;
  readonly topic_first?: z.infer<typeof topicFirstSchema> | undefined;
}

/** The table of precedence: what every act leads to at every kind of open question. */
export interface Precedence {
  /** Names of commands, the first that applies is done. */
  cell(row: Row, kind: QuestionKind): readonly string[];
  phaseOf(command: string): Phase;
  /** What comes before the cell, since a ticket may be there; nothing in most rows outside of the steps. */
  before(row: Row, kind: QuestionKind, frame: string | null): readonly string[];
  readonly afterTicket: Readonly<z.infer<typeof afterTicketSchema>>;
  /** What a pressed button is read as, by its key. */
  readonly buttons: readonly ButtonRule[];
  /** Done only where nothing else that was read applies. */
  readonly last: ReadonlySet<string>;
  /** Of these only one is done for a message. */
  readonly once: ReadonlySet<string>;
  /** How matters outside of the topics are taken, by kind. */
  readonly matters: Readonly<Partial<Record<MatterKind, MatterRule>>>;
  /** A message of nothing but these tells of no matter. */
  readonly noMatter: ReadonlySet<string>;
  readonly commands: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * Reads and checks the table.
 *
 * @throws when a cell is empty, a row is missing or none of ours, a command has no phase or two, or one can never be chosen.
 */
export function readPrecedence(text: string, patterns: Iterable<Pattern>): Precedence {
  const file = fileSchema.parse(parse(text));
  const rows: readonly Row[] = [...acts, 'other', 'urgent', 'matter', 'unsure'];
  const problems: string[] = [];
  const order = phases.flatMap((phase) => file.phases[phase].map((name) => [name, phase] as const));
  const phaseBy = new Map(order);
  if (phaseBy.size !== order.length) problems.push('phases: twice');
  for (const name of Object.keys(file.rows))
    if (!(rows as readonly string[]).includes(name)) problems.push(`${name}: unknown`);
  const cells = new Map<string, readonly string[]>();
  for (const row of rows)
    for (const kind of questionKinds) {
      const own = file.rows[row] ?? {};
      const found = own[kind] ?? ((valueKinds as readonly string[]).includes(kind) ? own.value : undefined) ?? own.else;
      if (found === undefined) problems.push(`${row} at ${kind}: empty`);
      else cells.set(`${row} ${kind}`, found);
    }
  const { after_ticket: after } = file;
  const named = new Set([...cells.values(), ...ofFrames(patterns), [after.command]].flat());
  for (const name of after.but) if (!(rows as readonly string[]).includes(name)) problems.push(`${name}: unknown`);
  for (const name of named) if (!phaseBy.has(name)) problems.push(`${name}: no phase`);
  for (const [name] of order) if (!named.has(name)) problems.push(`${name}: never chosen`);
  if (problems.length > 0) throw new Error(`the table of precedence: ${problems.join('; ')}`);
  return {
    cell: (row, kind) => cells.get(`${row} ${kind}`) ?? [],
    phaseOf: (command) => phaseBy.get(command) ?? 'tell',
    before: (row, kind, frame) => {
      const isThere = after.at.includes(kind) || (frame !== null && after.frames.includes(frame));
      return isThere && !after.but.includes(row) ? [after.command] : [];
    },
    afterTicket: after,
    buttons: Object.entries(file.buttons).map(([key, rule]) =>
      typeof rule === 'string'
        ? { key: key as ButtonKey, act: rule, at: questionKinds }
        : { key: key as ButtonKey, ...rule },
    ),
    last: new Set(file.last),
    once: new Set(file.once),
    matters: file.matters,
    noMatter: new Set(file.no_matter),
    commands: order.map(([name]) => name),
    rows,
  };
}

export const precedenceFile = fileURLToPath(new URL('../../dialogue/precedence.yaml', import.meta.url));
export const precedence = readPrecedence(readFileSync(precedenceFile, 'utf8'), patterns.values());

function ofFrames(all: Iterable<Pattern>): (readonly string[])[] {
  return [...all].flatMap((pattern) => Object.values(pattern.on));
}
