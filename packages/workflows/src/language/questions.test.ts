import { describe, expect, it } from 'vitest';
import { askedIn, asksMeaning, isClosed, questionTopic } from './questions.ts';
import { explainedIn } from './terms.ts';

describe('the questions of a message', () => {
  it.each([
    ['SRV-04. Will the till in the shop go offline?', ['Will the till in the shop go offline?'], 'SRV-04.'],
    ['yes that one and how long will that take', ['and how long will that take'], 'yes that one'],
    ['the blue one, thanks', [], 'the blue one, thanks'],
    ['when I press it nothing happens', [], 'when I press it nothing happens'],
    ['does it cost more, and do I have to wait here?', ['does it cost more', 'and do I have to wait here?'], ''],
  ])('"%s"', (text, questions, rest) => {
    const asked = askedIn(text, 'en');
    expect(asked.questions.map((one) => one.replace(/^,\s*/, ''))).toEqual(questions);
    expect(asked.rest).toBe(rest);
  });

  it.each([
    ['will somebody drop us a line once the mailbox is there?', 'notice'],
    ['how am I going to find out that it is fixed', 'notice'],
    ['can the warehouse be told beforehand?', 'warning'],
    ['do the others get thrown out?', 'others'],
    ['will I lose my half written letter', 'lose'],
    ['does the machine need a reboot for that', 'downtime'],
    ['is it extra, or is that in our contract price', 'price'],
    ['when will that be finished', 'duration'],
    ['what if it happens again on Thursday', 'again'],
    ['why does it keep locking', 'cause'],
    ['do I have to sit at the desk for it?', 'presence'],
    ['will somebody take over my screen, or connect to my laptop?', 'way'],
    ['is this conversation stored', 'recorded'],
    ['can I talk to somebody who speaks Portuguese, do you support Portuguese', 'language'],
    ['where is the coffee', null],
  ])('"%s" is about %s', (text, topic) => {
    expect(questionTopic(text, 'en')).toBe(topic);
  });

  it('asks of the code only where one is asked for', () => {
    expect(questionTopic('how long is it valid', 'en')).not.toBe('code');
    expect(questionTopic('how long is it valid', 'en', [])).toBe('code');
  });

  it('wants a yes or no, or more', () => {
    expect(isClosed('and do I tick that as well?', 'en')).toBe(true);
    expect(isClosed('where do I find that', 'en')).toBe(false);
  });

  it('asks what a word means that the steps use', () => {
    expect(asksMeaning('what is a spooler supposed to be', 'en')).toBe(true);
    expect(explainedIn('what is a spooler supposed to be', 'en')[0]).toMatch(/hands documents to the printer/);
  });
});
