import type { RuleBeforeTable, TurnWhy } from './why.ts';

export interface WhyLine {
  readonly label: 'Read as' | 'Decided by' | 'Noted' | 'Taken back' | 'Did';
  readonly text: string;
}

/** What each rule before the table is, in a few words. */
export const ruleWords: Readonly<Record<RuleBeforeTable, string>> = {
  attended: 'a person has the chat',
  came_back: 'back after a long time: the open question is put again',
  newer_question: 'the open question is one of a newer release',
  only_a_secret: 'nothing was left beside a secret that was removed',
  only_files: 'files without words',
  over_cap: 'more requests within the hour than one visitor may open',
  said_again: 'said again, since the answer had not reached her',
};

/** What the first part of a step's key says of it, where the rest is a key of ours (`guide:130rxkl`). */
const stepKinds: Readonly<Record<string, string>> = {
  guide: 'at a step to try',
  say: 'at something that is told',
  switch: 'where the ways part',
  goto: 'where the ways part',
  end: 'at the end',
  confirm: 'at the summary to confirm',
  verify: 'proving who it is',
  offer: 'at an offer',
};

/** Where in its workflow a message was read, in plain words; keys of steps stand in no sentence. */
export function stepWords(step: string): string {
  const [kind = '', name] = step.split(':');
  if (kind === 'ask' && name !== undefined) return `asking for ${plain(name).trim()}`;
  return stepKinds[kind] ?? `at ${plain(step).trim()}`;
}

/** Why a message was answered so, in short lines for people who work with the bot. Lines that would say nothing are left out. */
export function describeWhy(why: TurnWhy): WhyLine[] {
  const { cleared, effects } = why;
  const lines: WhyLine[] = [
    { label: 'Read as', text: readAs(why) },
    { label: 'Decided by', text: why.rows.map(decidedBy).join('; ') },
    { label: 'Noted', text: why.filled.map(noted).join('; ') },
    { label: 'Taken back', text: cleared.map(plain).join(', ') },
    { label: 'Did', text: effects.map(plain).join(', ') },
  ];
  return lines.filter(({ text }) => text !== '');
}

function readAs({ acts, topics, question, at, rows }: TurnWhy): string {
  const isUnsure = rows.some(({ row }) => row.startsWith('unsure '));
  const read = acts.map(({ act, confidence }) => `${plain(act)} ${percent(confidence)}`);
  const about = topics.map(({ workflow, confidence }) => `${plain(workflow ?? 'no topic')} ${percent(confidence)}`);
  const asked = question === null ? [] : [question.ask === null ? plain(question.kind) : `\u201c${question.ask}\u201d`];
  return [
    read.length === 0 ? '' : `${isUnsure ? 'nothing surely, perhaps ' : ''}${read.join(', ')}`,
    about.length === 0 ? '' : `about ${about.join(', ')}`,
    ...asked.map((one) => `when asked: ${one}`),
    at === null ? '' : `in ${plain(at.workflow)}${at.step === null ? '' : `, ${stepWords(at.step)}`}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function decidedBy({ row, commands }: TurnWhy['rows'][number]): string {
  const rule = (ruleWords as Readonly<Record<string, string | undefined>>)[row];
  if (rule !== undefined) return rule;
  return `${plain(row)} \u2192 ${commands.length === 0 ? 'asked again' : commands.map(plain).join(', ')}`;
}

function noted({ slot, value, text }: TurnWhy['filled'][number]): string {
  const from = text === null || text === value ? '' : ` (from \u201c${text}\u201d)`;
  return `${plain(slot)} = ${value}${from}`;
}

const percent = (confidence: number): string => `${Math.round(confidence * 100)}%`;

/** `not_worked` and `createTicket` as words. */
const plain = (name: string): string =>
  name.replaceAll('_', ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
