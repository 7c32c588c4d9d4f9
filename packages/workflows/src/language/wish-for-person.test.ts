import { describe, expect, it } from 'vitest';
import { wishesForCall, wishesForPerson, wishesForTicket } from './wish-for-person.ts';

describe('wishesForPerson', () => {
  it.each([
    'human',
    'agent',
    'agent please',
    'talk to a human',
    'I want to talk to a human',
    'I want to speak with someone',
    'can I talk to a real person',
    'let me speak to a representative',
    'connect me to an agent',
    'transfer me to support',
    'operator',
    'get me a person',
    'I need a human',
    'is there a live agent',
    'can I speak with someone please',
    'live chat',
    'customer service please',
    "I don't want to talk to a bot",
    'I am tired of talking to a machine',
    'no more bot, give me a human',
    'please put me through to someone',
    'I would like to speak to your supervisor',
    'representative!!!',
    'could I speak to a technician',
    'talk to someone',
    'hand me over to an agent',
    'I hate this bot',
    'real person please',
    'Talk to a person',
    'Talk to an agent',
    'HUMAN NOW',
    'escalate this to a supervisor',
    'want to chat with a person',
  ])('hears it in "%s"', (text) => {
    expect(wishesForPerson(text)).toBe(true);
  });

  it.each([
    'another user is connected',
    'the server not computer',
    "it's not my computer, it's the server",
    'I hate this machine, it is so slow',
    'someone else is connected to my session',
    'we hired a new person, please add her',
    'remove a person from the server',
    'my manager is Joe',
    'I do not want to talk to a human',
    'the user agent string',
    'add an agent to quickbooks payroll',
    'the person who left last week',
    'human resources needs access',
    'can someone help me with my printer',
    'someone deleted my file',
    'the printer is offline',
    'nobody can print',
    'every person in the office',
    'no need to talk to an agent',
    'our insurance agent software is slow',
    'can you send someone an email',
  ])('does not hear it in "%s"', (text) => {
    expect(wishesForPerson(text)).toBe(false);
  });
});

describe('wishesForCall', () => {
  it.each([
    'call me back',
    'please call me',
    'can someone call me at 312-555-0100',
    'give me a call',
    'I would prefer a call',
    'Call me back',
    'have somebody call me',
  ])('hears it in "%s"', (text) => {
    expect(wishesForCall(text)).toBe(true);
  });

  it.each(["don't call me", 'you can call me Bob', 'the phone call dropped', 'we call it the blue server'])(
    'does not hear it in "%s"',
    (text) => {
      expect(wishesForCall(text)).toBe(false);
    },
  );
});

describe('wishesForTicket', () => {
  it.each([
    'ticket',
    'just open a ticket please',
    'can you create a ticket for me',
    'log a ticket then',
    'OK, make a ticket',
  ])('hears it in "%s"', (text) => expect(wishesForTicket(text)).toBe(true));
  it.each(['what is my ticket number', 'I have an open ticket', 'the ticket printer is offline', 'no ticket please'])(
    'does not hear it in "%s"',
    (text) => expect(wishesForTicket(text)).toBe(false),
  );
});
