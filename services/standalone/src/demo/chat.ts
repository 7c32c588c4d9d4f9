import type { ChatWindow } from '@acebuddy/salesiq/simulator';
import { hourMs, minuteMs } from './calendar.ts';
import type { Person } from './cast.ts';
import { type Heard, nextWords, type Progress } from './next-words.ts';
import type { Random } from './random.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';

export interface PlannedChat {
  readonly key: string;
  readonly person: Person;
  readonly story: Story;
  readonly random: Random;
}

const secondMs = 1_000;
/** Nobody writes more. */
const messagesMax = 45;
/** SalesIQ ends a chat in which nothing is said any more. */
const endsAfterMs = 50 * minuteMs;

/** One chat from the first word on: each message puts the next one on the agenda. */
export function beginChat(world: World, plan: PlannedChat): () => Promise<void> {
  const { agenda, clock, portal } = world;
  const { story, person, random } = plan;
  const progress: Progress = { said: 0, stepsTried: 0, waysTaken: 0, codesTried: 0, answered: new Map() };
  const in_ = (ms: number, run: () => Promise<void>) => agenda.add(clock.at() + ms, run);

  async function send(window: ChatWindow, text: string): Promise<void> {
    const { suggestions = [], input } = window.offered();
    portal.setOperators(!world.calendar.isOpen(clock.at()) ? 'offline' : story.operator === 'busy' ? 'busy' : 'available');
    const isOption = input !== undefined && 'options' in input && input.options.includes(text);
    const saying = suggestions.includes(text) ? window.choose(text) : isOption ? window.fill(text) : window.say(text);
    const heard = await world.answered(saying);
    progress.said += 1;
    await world.settle();
    afterwards(window, heard.join('\n\n'));
  }

  /** The bot has answered, or somebody has the chat from here on. */
  function afterwards(window: ChatWindow, text: string): void {
    const id = window.conversationId();
    const conversation = id === undefined ? undefined : portal.conversation(id);
    if (conversation === undefined || conversation.status !== 'open') return;
    if (conversation.attender !== null) return withOperator(window, conversation.id);
    const heard: Heard = { text, offer: window.offered(), code: () => codeFor(world, person) };
    const next = progress.said >= messagesMax ? ({ kind: 'silent' } as const) : nextWords(story, heard, progress, random);
    switch (next.kind) {
      case 'say':
        return in_(thinkMs(next.text, next.slow === true), () => unlessTaken(window, () => send(window, next.text)));
      case 'rate':
        return in_(random.around(15) * secondMs, () =>
          unlessTaken(window, async () => {
            if (window.offered().input?.type === 'star-rating') await window.fill(String(next.stars));
            in_(minuteMs, async () => leave(conversation.id));
          }),
        );
      case 'leave':
        return in_(random.around(40) * secondMs, async () => leave(conversation.id));
      case 'silent':
        return in_(endsAfterMs, async () => leave(conversation.id));
    }
  }

  /** An operator, or the end of the chat, may have come between. */
  async function unlessTaken(window: ChatWindow, act: () => Promise<void>): Promise<void> {
    const conversation = portal.conversation(window.conversationId() ?? '');
    if (conversation?.status === 'closed' || conversation?.status === 'missed') return;
    if (conversation !== undefined && conversation.attender !== null) return withOperator(window, conversation.id);
    await act();
  }

  function withOperator(window: ChatWindow, id: string): void {
    if (story.operator === 'missed') {
      in_(4 * minuteMs, async () => {
        portal.get(id).attender = null;
        portal.end(id, 'missed');
      });
      return;
    }
    let after = random.around(40) * secondMs;
    for (const line of story.operator_says) {
      in_(after, async () => portal.operatorSays(id, line));
      after += random.around(70) * secondMs;
      in_(after, async () => void (await window.say(random.pick(story.operator_hears))));
      after += random.around(60) * secondMs;
    }
    in_(after, async () => {
      const stars = random.pick(story.rating);
      leave(id);
      if (stars > 0) portal.rate(id, stars);
    });
  }

  function leave(id: string): void {
    if (portal.conversation(id)?.status === 'open') portal.end(id);
  }

  function thinkMs(text: string, slow: boolean): number {
    if (slow) return Math.min(random.around(150), 540) * secondMs;
    return (random.around(18) + text.length / 6) * secondMs;
  }

  return async () => {
    const window = await world.chats.open(plan.key, { ...person });
    in_(random.int(4, 25) * secondMs, () => send(window, random.pick(story.opening)));
  };
}

function codeFor({ mails, clock }: World, { email }: Person): string | null {
  const since = clock.at() - hourMs;
  const mail = mails
    .mails()
    .find(({ to, subject, at }) => to.includes(email) && /code/i.test(subject) && Date.parse(at) >= since);
  return /\b(\d{6})\b/.exec(mail?.text ?? '')?.[1] ?? null;
}
