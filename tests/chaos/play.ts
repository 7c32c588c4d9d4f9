import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CaughtMail } from '@acebuddy/testkit/servers';
import { parse } from 'yaml';
import { nextWords } from '../e2e/customer.ts';
import { type Chat, createSaid, type Heard, type Said } from './chat.ts';
import type { Oddity, PlannedChat } from './plan.ts';

/** What the gateway says where the bot has nothing to say yet. */
const standsIn = parse(readFileSync(join(import.meta.dirname, '../../services/gateway/texts/en.yaml'), 'utf8')) as {
  readonly chat: { readonly pending: string };
};

export interface Played {
  readonly plan: PlannedChat;
  readonly chat: Chat;
  readonly said: readonly Said[];
  /** The chat came to a ticket or to the promise of one. */
  readonly finished: boolean;
  /** What operators were to do after the ticket has been played, too. */
  readonly afterwards: boolean;
  /** Repeats of a delivery that were answered with other words. */
  readonly differing: readonly string[];
  readonly dialogue: readonly string[];
  /** Answers that were not the conversation's own. */
  readonly unheard: number;
}

export interface PlayOptions {
  readonly plan: PlannedChat;
  readonly chat: Chat;
  readonly mails: () => readonly CaughtMail[];
  readonly endsAt: () => number;
  /** How long a customer waits for a mail with a code before she goes on without; strangers to the directory get none. */
  readonly codeMsMax?: number;
}

/** In a dialogue, before an answer that was not the conversation's own. */
const notReal = '(not real)';

const turnsMax = 70;
const promised = /\bAB-[0-9A-Z]{10}\b|ticket #\d+/;

/** One customer from her first word to the ticket: patient, but with deliveries as odd as her plan says. */
export async function play({ plan, chat, mails, endsAt, codeMsMax = 2_000 }: PlayOptions): Promise<Played> {
  const said = createSaid();
  const differing: string[] = [];
  const dialogue: string[] = [];
  let next = plan.story.opening;
  let finished = false;
  for (let turn = 0; turn < turnsMax && !finished && performance.now() < endsAt(); turn += 1) {
    const heard = await deliver({ chat, said, differing }, next, plan.oddities.get(turn));
    dialogue.push(
      `> ${next}`,
      `${heard.real ? '' : `${notReal} `}${heard.text}`,
      `  [${heard.suggestions.join(' | ')}]`,
    );
    finished =
      chat.heardAll().some((text) => promised.test(text)) ||
      mails().some(({ to, subject }) => to.includes(plan.email) && subject.startsWith('Ticket #'));
    if (!heard.real) await wait(300 + 100 * turn);
    else next = await answer(plan, heard, () => codeFor(plan.email, mails, codeMsMax));
  }
  if (finished && plan.saysThanks) await deliver({ chat, said, differing }, 'thank you, that is all', undefined);
  if (finished && plan.aftermath === 'missed')
    await deliver({ chat, said, differing }, 'I want to talk to a person, please', undefined);
  const unheard = dialogue.filter((line) => line.startsWith(notReal)).length;
  return { plan, chat, said: said.all(), finished, afterwards: false, differing, dialogue, unheard };
}

interface Desk {
  readonly chat: Chat;
  readonly said: ReturnType<typeof createSaid>;
  readonly differing: string[];
}

async function deliver({ chat, said, differing }: Desk, text: string, oddity: Oddity | undefined): Promise<Heard> {
  const plainly = async (words: string): Promise<Heard> => {
    const heard = await chat.say(words).catch(lost);
    said.note(words, heard.real);
    return heard;
  };
  switch (oddity) {
    case undefined:
      return plainly(text);
    case 'late':
      await wait(1_500);
      return plainly(text);
    case 'parallel_repeat': {
      const heard = await chat.sayRepeated(text, 2).catch(lost);
      said.note(text, heard.real);
      return heard;
    }
    case 'repeat': {
      const heard = await plainly(text);
      const again = await chat.repeatLast().catch(() => null);
      // What was answered once is answered the same again; the gateway's own words are no answer, nor is what SalesIQ shows
      // while the answer is on its way.
      const isAnswered = heard.real && heard.text !== standsIn.chat.pending;
      if (isAnswered && again?.real && !again.text.includes(heard.text) && !heard.text.includes(again.text))
        differing.push(`"${heard.text}" became "${again.text}"`);
      return heard;
    }
    case 'two_at_once': {
      const [first] = await Promise.all([plainly(text), plainly('It is rather urgent for us.')]);
      return first;
    }
    case 'overtaken': {
      const later = plainly('It happens on my office computer.');
      await wait(30);
      const heard = await plainly(text);
      await later;
      return heard;
    }
  }
}

function lost(): Heard {
  return { real: false, text: '(no answer)', suggestions: [] };
}

async function answer(plan: PlannedChat, heard: Heard, code: () => Promise<string | null>): Promise<string> {
  if (/6-digit code/i.test(heard.text.slice(-400))) return (await code()) ?? 'skip';
  return nextWords(heard.text, heard.suggestions, plan.story.answers ?? []);
}

/** The newest code in her mailbox; null when none comes. */
async function codeFor(email: string, mails: () => readonly CaughtMail[], waitMs: number): Promise<string | null> {
  const endsAt = performance.now() + waitMs;
  for (;;) {
    const mail = mails().findLast(({ to, subject }) => to.includes(email) && /code/i.test(subject));
    const code = /\b(\d{6})\b/.exec(mail?.text ?? '')?.[1];
    if (code !== undefined) return code;
    if (performance.now() > endsAt) return null;
    await wait(100);
  }
}
