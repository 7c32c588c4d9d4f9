import type { IgnoredReason, Turn, ZobotRequest } from '@acebuddy/salesiq';
import type { GatewayDeps } from '../deps.ts';

type Contact = GatewayDeps['contact'];

/** What customers read when the conversation service has no say in it. */
export interface PoliteReplies {
  /** For a call that is answered without the conversation service. */
  ignored(reason: IgnoredReason, request: ZobotRequest): Turn;
  /** The conversation service is down, failed or too slow; `text` is what the customer wrote. */
  unavailable(text: string): Turn;
  /** Nobody knows whether she has an answer: the process that worked on it is gone. */
  interrupted(): Turn;
  tooFast(): Turn;
  /** More follows by callback. */
  wait(): Turn;
}

/** Words by which a customer asks for a person; understood even while nothing else is. */
const asksForPerson = /\b(agent|human|person|operator|representative|someone|somebody|real people|call me)\b/i;

export function createPoliteReplies(contact: Contact): PoliteReplies {
  const otherwise = waysToPeople(contact);
  return {
    ignored: (reason, request) => {
      if (request.handler === 'trigger') return say(greeting(request.visitor.name));
      if (request.handler === 'failure') return say(`I am sorry, that did not work. ${otherwise}`);
      if (asksForPerson.test(request.text)) return toPerson();
      if (reason === 'empty') return say('I did not get any text. Could you write it again?');
      return say(`I am sorry, I could not read that. Could you write it in your own words? ${otherwise}`);
    },
    unavailable: (text) => {
      if (asksForPerson.test(text)) return toPerson();
      return say(
        'I am sorry, this is taking me longer than it should. Please write your message again in a minute, or write "agent" ' +
          `to talk to a person.${contact.email === undefined && contact.phone === undefined ? '' : ` ${otherwise}`}`,
      );
    },
    interrupted: () =>
      say(
        `I am sorry, I was interrupted. If you have no answer from me yet, please write your message again. ${otherwise}`,
      ),
    tooFast: () => say('Your messages come faster than I can read them. Please wait a minute and write again.'),
    wait: () => ({ ...say('One moment please, I am still working on this…'), action: 'pending' }),
  };
}

function toPerson(): Turn {
  return { ...say('I am connecting you to a colleague.'), action: 'forward' };
}

function say(text: string): Turn {
  return { action: 'reply', replies: [text], suggestions: [] };
}

/** SalesIQ opens the bot without naming a conversation (salesiq.md §2.2): nothing to remember, just a welcome. */
function greeting(name: string | undefined): string {
  const whom = name === undefined || /\d/.test(name) ? '' : ` ${name.split(/\s+/, 1)[0]}`;
  return (
    `Hi${whom}, I am AceBuddy, your support assistant. Tell me in your own words what you need, for example "I forgot my ` +
    'password" or "the printer is offline". You can ask for a person at any time.'
  );
}

function waysToPeople({ email, phone }: Contact): string {
  const ways = [
    phone === undefined ? undefined : `call ${phone}`,
    email === undefined ? undefined : `write to ${email}`,
  ];
  const known = ways.filter((way) => way !== undefined);
  return known.length === 0
    ? 'If it is urgent, please contact our support team.'
    : `If it is urgent, ${known.join(' or ')}.`;
}
