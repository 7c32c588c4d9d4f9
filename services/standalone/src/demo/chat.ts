import type { ChatWindow } from '@acebuddy/salesiq/simulator';
import type { Random } from '@acebuddy/service-kit/random';
import { hourMs, minuteMs, secondMs } from './calendar.ts';
import type { Person } from './cast.ts';
import { type Heard, type NextWords, nextWords, type Progress } from './next-words.ts';
import { playOperator } from './operators.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';

export interface PlannedChat {
  /** Of the visitor's browser. */
  readonly key: string;
  readonly person: Person;
  readonly story: Story;
  readonly random: Random;
}

/** Nobody writes more. */
const messagesMax = 45;
/** SalesIQ ends a chat in which nothing is said any more. */
const endsAfterMs = 50 * minuteMs;

/** One chat from the first word on: each answer puts the next message on the agenda. */
export async function beginChat(world: World, plan: PlannedChat): Promise<void> {
  const { agenda, clock, portal } = world;
  const { story, person, random } = plan;
  const progress: Progress = { said: 0, stepsTried: 0, waysTaken: 0, codesTried: 0, answered: new Map() };
  const window = await world.chats.open(plan.key, { ...person });
  const conversation = () => portal.conversation(window.conversationId() ?? '');
  const after = (ms: number, run: () => Promise<void>) => agenda.add(clock.at() + ms, run);

  /** Unless it has ended, or an operator has it from here on. */
  async function whileWithBot(act: () => Promise<void> | void): Promise<void> {
    const { status = 'open', attender = null } = conversation() ?? {};
    if (status !== 'open') return;
    if (attender === null) await act();
    else playOperator(world, story, window, random);
  }

  async function send(text: string): Promise<void> {
    portal.setOperators(operatorsFor(world, story));
    const heard = await world.answered(put(window, text));
    progress.said += 1;
    await world.settle();
    await whileWithBot(() => goOn(heard.join('\n\n')));
  }

  function goOn(text: string): void {
    const heard: Heard = { text, offer: window.offered(), code: () => codeFor(world, person) };
    const isTired = progress.said >= messagesMax;
    const next: NextWords = isTired ? { kind: 'silent' } : nextWords(story, heard, progress, random);
    if (next.kind === 'say') after(thinkMs(next, random), () => whileWithBot(() => send(next.text)));
    else if (next.kind === 'rate') after(random.around(15) * secondMs, () => whileWithBot(() => rate(next.stars)));
    else after(next.kind === 'leave' ? random.around(40) * secondMs : endsAfterMs, leave);
  }

  async function rate(stars: number): Promise<void> {
    if (window.offered().input?.type === 'star-rating') await window.fill(String(stars));
    after(minuteMs, leave);
  }

  async function leave(): Promise<void> {
    const left = conversation();
    if (left?.status === 'open') portal.end(left.id);
  }

  after(random.int(4, 25) * secondMs, () => send(random.pick(story.opening)));
}

function operatorsFor({ calendar, clock }: World, { operator }: Story) {
  if (!calendar.isOpen(clock.at())) return 'offline';
  return operator === 'busy' ? 'busy' : 'available';
}

/** A click where it is offered, else typed. */
function put(window: ChatWindow, text: string): Promise<readonly string[]> {
  const { suggestions = [], input } = window.offered();
  if (suggestions.includes(text)) return window.choose(text);
  const isOption = input !== undefined && 'options' in input && input.options.includes(text);
  return isOption ? window.fill(text) : window.say(text);
}

/** Steps take minutes, words seconds; never so long that she is asked whether she is still there. */
function thinkMs({ text, slow }: NextWords & { kind: 'say' }, random: Random): number {
  return (slow ? Math.min(random.around(150), 540) : random.around(18) + text.length / 6) * secondMs;
}

/** The newest code in her mailbox. */
function codeFor({ mails, clock }: World, { email }: Person): string | null {
  if (email === undefined) return null;
  const since = clock.at() - hourMs;
  const isHers = ({ to, subject, at }: { to: readonly string[]; subject: string; at: string }) =>
    to.includes(email) && /code/i.test(subject) && Date.parse(at) >= since;
  return /\b(\d{6})\b/.exec(mails.mails().find(isHers)?.text ?? '')?.[1] ?? null;
}
