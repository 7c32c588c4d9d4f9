import { describe, expect, it } from 'vitest';
import { bundledWorkflowsFolder, loadWorkflows } from '../definition/load-workflows.ts';
import type { EngineInput } from '../engine-types.ts';
import { createFakeChat, people } from '../testing/index.ts';
import { createTestEngine } from '../testing/test-engine.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
const operator = (event: 'joined' | 'talked'): EngineInput => ({ kind: 'operator', event });

/** Handed over, with its ticket, on a channel that asks the bot only while no person holds the chat. */
function handedOver(callsOnlyWhenFree = true) {
  const chat = createFakeChat({ engine, person: people.known, callsOnlyWhenFree });
  expect(chat.say('I want to talk to a human').reply.action).toBe('forward');
  return chat;
}

describe('a chat that was handed over', () => {
  it('waits a few minutes for the colleague, and then comes back with the ticket it has', () => {
    const chat = handedOver();
    expect(chat.say('hello?').reply).toMatchObject({ action: 'silent', texts: [] });
    chat.wait(3);
    const { reply, effects } = chat.say('is anybody there?');
    expect(reply.action).toBe('reply');
    expect(reply.texts.join(' ')).toMatch(/no agent can take the chat.*already logged as ticket #101/);
    expect(reply.suggestions).toEqual(['Call me back', 'Leave a ticket', 'Keep going']);
    expect(effects.filter(({ kind }) => kind === 'createTicket')).toEqual([]);
    expect(chat.view().attended).toBe(false);
    expect(chat.say('Call me back').reply.texts.join(' ')).toMatch(/call you/);
    // Nobody came: no other hand-over right after it.
    expect(chat.say('talk to a person').reply.action).toBe('reply');
  });

  it.each([
    ['Call me back', /call you/],
    ['Leave a ticket', /already logged as ticket #101/],
  ])('is the bot\'s again at once for "%s"', (words, answer) => {
    const chat = handedOver();
    chat.say('hello?');
    const { reply } = chat.say(words);
    expect(reply.action).toBe('reply');
    expect(reply.texts.join(' ')).toMatch(answer);
  });

  it('stays with the operator who came, whatever is said, until nobody has said anything for long', () => {
    const chat = handedOver();
    chat.step(operator('joined'));
    chat.wait(20);
    expect(chat.say('Call me back').reply.action).toBe('silent');
    chat.step(operator('talked'));
    chat.wait(20);
    expect(chat.say('are you there?').reply.action).toBe('silent');
    chat.wait(15);
    expect(chat.say('my keyboard is broken').reply.action).toBe('reply');
  });

  it('is not kept from coming back by what she goes on to write', () => {
    const chat = handedOver();
    for (const _ of [1, 2, 3]) {
      chat.wait(1);
      chat.step(operator('talked'));
    }
    expect(chat.say('is anybody there?').reply.action).toBe('reply');
  });

  it('greets who opens it again when nobody came', () => {
    const chat = handedOver();
    expect(chat.send({ kind: 'opened' }, null).reply.action).toBe('silent');
    chat.wait(3);
    expect(chat.send({ kind: 'opened' }, null).reply).toMatchObject({ action: 'reply' });
  });

  it("is nobody else's where the channel calls the bot in any case", () => {
    const chat = handedOver(false);
    chat.wait(60);
    expect(chat.say('Call me back').reply.action).toBe('silent');
  });

  it('that an earlier release handed over is taken for attended for half an hour', () => {
    const before = handedOver().state();
    const { handedOver: _, ...state } = before;
    const chat = createFakeChat({
      engine,
      person: people.known,
      callsOnlyWhenFree: true,
      state: state as typeof before,
    });
    expect(chat.say('Call me back').reply.action).toBe('silent');
    chat.wait(30);
    expect(chat.say('Call me back').reply.action).toBe('reply');
  });
});
