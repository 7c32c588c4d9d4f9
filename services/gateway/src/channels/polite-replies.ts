import { type IgnoredReason, type StandIns, type Turn, toLanguage, type ZobotRequest } from '@acebuddy/salesiq';
import type { GatewayDeps } from '../deps.ts';
import { type Say, textsIn } from '../texts.ts';
import { asksForPerson, guessLanguage } from './spoken-words.ts';

type Contact = GatewayDeps['contact'];

/** What is known of the language of whoever is answered. */
export interface Reader {
  /** What the customer wrote, if anything. */
  readonly text?: string;
  /** What her channel says she reads, BCP 47. */
  readonly language?: string | undefined;
}

/** What customers read when the conversation service has no say in it. */
export interface PoliteReplies {
  /** For a call that is answered without the conversation service. */
  ignored(reason: IgnoredReason, request: ZobotRequest): Turn;
  /** The conversation service is down, failed or too slow. */
  unavailable(reader: Reader): Turn;
  /** Nobody knows whether she has an answer: the process that worked on it is gone. */
  interrupted(reader: Reader): Turn;
  tooFast(reader: Reader): Turn;
  /** More follows by callback. */
  wait(reader: Reader): Turn;
  /** What stands in where the bot has nothing to say but its channel wants words. */
  standIns(reader: Reader): StandIns;
}

export function createPoliteReplies(contact: Contact): PoliteReplies {
  const withWays = (say: Say, text: string) => reply(`${text} ${waysToPeople(say, contact)}`);
  return {
    ignored: (reason, request) => {
      const { text } = request;
      const say = textsOf({ text, language: toLanguage(request.visitor.language) });
      if (request.handler === 'trigger') return reply(greeting(say, request.visitor.name));
      if (request.handler === 'failure') return withWays(say, say('chat.failed'));
      if (asksForPerson(text)) return toPerson(say);
      return reason === 'empty' ? reply(say('chat.empty')) : withWays(say, say('chat.unreadable'));
    },
    unavailable: (reader) => {
      const say = textsOf(reader);
      if (asksForPerson(reader.text ?? '')) return toPerson(say);
      const isNamed = contact.email !== undefined || contact.phone !== undefined;
      return isNamed ? withWays(say, say('chat.unavailable')) : reply(say('chat.unavailable'));
    },
    interrupted: (reader) => {
      const say = textsOf(reader);
      return withWays(say, say('chat.interrupted'));
    },
    tooFast: (reader) => reply(textsOf(reader)('chat.too_fast')),
    wait: (reader) => ({ ...reply(textsOf(reader)('chat.wait')), action: 'pending' }),
    standIns: (reader) => {
      const say = textsOf(reader);
      return {
        silent: say('chat.silent'),
        pending: say('chat.pending'),
        forward: say('chat.to_person'),
        reply: say('chat.further'),
      };
    },
  };
}

/** Her own words tell more than her browser. Kept where what she wrote is not. */
export function languageOf({ text, language }: Reader): { readonly language?: string } {
  const known = guessLanguage(text ?? '') ?? language;
  return known === undefined ? {} : { language: known };
}

const textsOf = (reader: Reader): Say => textsIn(languageOf(reader).language);

function toPerson(say: Say): Turn {
  return { ...reply(say('chat.to_person')), action: 'forward' };
}

function reply(text: string): Turn {
  return { action: 'reply', replies: [text], suggestions: [] };
}

/** SalesIQ opens the bot without naming a conversation (salesiq.md §2.2): nothing to remember, just a welcome. */
function greeting(say: Say, name: string | undefined): string {
  const named = name !== undefined && !/\d/.test(name);
  return say('chat.greeting', { named, name: named ? (name.split(/\s+/, 1)[0] ?? '') : '' });
}

function waysToPeople(say: Say, { email = '', phone = '' }: Contact): string {
  if (email === '' && phone === '') return say('urgent.nobody_named');
  if (email === '') return say('urgent.call', { phone });
  return phone === '' ? say('urgent.write', { email }) : say('urgent.both', { phone, email });
}
