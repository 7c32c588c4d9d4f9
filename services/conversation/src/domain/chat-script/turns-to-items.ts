import type { TranscriptEntry, TurnWhy } from '@acebuddy/contracts';
import { rightCode } from '@acebuddy/workflows/testing';
import { eventOfLine } from '../chat-events.ts';
import type { Turn } from '../record.ts';

/** One thing that happened in a chat: what a script plays for it, or why it plays nothing. */
export interface Item {
  /** A turn of a script without what is demanded of it; null: it cannot be played. */
  readonly play: Readonly<Record<string, unknown>> | null;
  /** Stands before it in the file. No words of anybody. */
  readonly comment: string | null;
  /** Why the chat was answered so; null where that was not kept. */
  readonly why: TurnWhy | null;
}

/** Any six digits that are not the right ones. */
const wrongCode = '999999';
const minuteMs = 60_000;
const codeMark = /\[code removed\]/g;
const fileLine = /\n?\[file: (.*)\]$/;

/** What a script plays for the turns of a chat, in order. `say` gives the words that stand for hers. */
export function itemsOf(turns: readonly Turn[], say: (text: string) => string): Item[] {
  return turns.flatMap((turn, index) => itemsOfTurn(turn, turns.slice(0, index), turns.slice(index + 1), say));
}

function itemsOfTurn(
  turn: Turn,
  before: readonly Turn[],
  after: readonly Turn[],
  say: (text: string) => string,
): Item[] {
  const { eventId, lines, why = null } = turn;
  const told = lines.find(({ role }) => role !== 'bot');
  const minutes = minutesSince(before.at(-1), turn);
  if (eventId.startsWith('timer:')) return [played({ wait: minutes }, why)];
  if (eventId.startsWith('close:')) return [played({ close: null }, why)];
  if (eventId.startsWith('approval-news:')) return [approval(told?.text ?? '')];
  if (eventId.startsWith('ticket-news:')) return [left('news of the ticket came here')];
  if (told === undefined) {
    if (before.length === 0 && turn.reply !== null) return [played({ open: true }, why)];
    return lines.length === 0 ? [] : [left('the bot said something by itself here: late work came back')];
  }
  if (told.role === 'operator') {
    const isFirst = !before.some(({ lines: earlier }) => earlier.some(isOfOperator));
    return isFirst
      ? [{ play: { operator: 'joined' }, comment: 'an operator wrote: her words are left out', why: null }]
      : [left('an operator wrote: her words are left out')];
  }
  if (told.role === 'system') {
    const event = eventOfLine(told.text);
    return event === null ? [left('something happened here that a script cannot play')] : [played(event, null)];
  }
  if (turn.reply === null)
    return [{ play: { operator: 'talked' }, comment: 'she wrote to the operator: her words are left out', why: null }];
  // Only who comes back after hours is received otherwise.
  const cameBack = why?.rows.some(({ row }) => row === 'came_back') === true;
  return [...(cameBack ? [played({ wait: minutes }, null)] : []), said(told.text, turn, after, say)];
}

const isOfOperator = ({ role, text }: TranscriptEntry): boolean => {
  const event = role === 'system' ? eventOfLine(text) : null;
  return role === 'operator' || (event !== null && 'operator' in event && event.operator === 'joined');
};

const played = (play: Item['play'], why: TurnWhy | null): Item => ({ play, comment: null, why });
const left = (comment: string): Item => ({ play: null, comment, why: null });

function said(text: string, turn: Turn, after: readonly Turn[], say: (text: string) => string): Item {
  const why = turn.why ?? null;
  const files: string[] = [];
  let words = text;
  for (let match = fileLine.exec(words); match !== null; match = fileLine.exec(words)) {
    files.unshift(`file${files.length + 1}${/\.[a-z0-9]{1,5}$/i.exec(match[1] ?? '')?.[0] ?? ''}`);
    words = words.slice(0, match.index);
  }
  const isChecked = why?.effects.includes('verifyCode') === true;
  const next = after.find((later) => later.why?.question != null)?.why?.question;
  const code = isChecked && next?.kind === 'code' ? wrongCode : rightCode;
  const typed = say(words).replaceAll(codeMark, code);
  const comments = [
    ...(files.length > 0 ? ['what was in the files is not part of the chat'] : []),
    ...(isChecked ? ['the code of scripts stands for hers'] : []),
    ...(/\[[a-z ]+ removed\]/.test(typed) ? ['a secret stood here'] : []),
  ];
  return {
    play: { say: typed, ...(files.length > 0 ? { files } : {}) },
    comment: comments.length === 0 ? null : comments.join('; '),
    why,
  };
}

function approval(text: string): Item {
  const decision = /approved|declined|did not answer/.exec(text)?.[0];
  if (decision === undefined) return left('the point of contact was reminded');
  return played({ approval: decision === 'did not answer' ? 'expired' : decision }, null);
}

const minutesSince = (before: Turn | undefined, { at }: Turn): number =>
  before === undefined ? 1 : Math.max(1, Math.ceil((Date.parse(at) - Date.parse(before.at)) / minuteMs));
