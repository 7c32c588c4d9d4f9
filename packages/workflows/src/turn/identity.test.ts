import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { bundledWorkflowsFolder, loadWorkflows } from '../index.ts';
import { createFakeChat, people } from '../testing/index.ts';

const workflows = loadWorkflows([bundledWorkflowsFolder]);
const engine = createEngine(workflows);
const meant = (workflow: string) =>
  ({ outcome: 'match', workflow, confidence: 0.9, alternatives: [], others: [] }) as const;

/** What the bot says to this customer, her own name and address made alike. */
function heard(person: 'known' | 'stranger', says: readonly string[]): string[] {
  const chat = createFakeChat({ engine, person: people[person] });
  const { name, email } = people[person].visitor;
  const mask = new RegExp(`${email.slice(0, 1)}\\*\\*\\*.@${email.split('@')[1]}`, 'g');
  return says.map((text, index) => {
    const { reply } = chat.say(text, index === 0 ? meant('account_locked') : null);
    const { texts, suggestions, action } = reply;
    const words = texts.join('\n').replace(mask, '(mask)').replaceAll(email, '(email)').replaceAll(name, '(name)');
    return `${action}: ${words} [${suggestions.join('|')}]`;
  });
}

describe('the check who somebody is', () => {
  const opening = ['I know my password, user jdoe is locked', 'no'];

  it.each([
    ['skips', [...opening, 'skip']],
    ['has no mailbox', [...opening, "I can't get into my e-mail"]],
    ['guesses', [...opening, '111111', '222222', '333333', 'hello?']],
    ['asks for more codes', [...opening, 'resend', '111111', 'nothing arrived', 'resend please', 'resend']],
  ])('does not tell whether an address is known to one who %s', (_name, says) => {
    expect(heard('stranger', says)).toEqual(heard('known', says));
  });

  it('tells the team', () => {
    const chat = createFakeChat({ engine, person: people.stranger });
    chat.say('I know my password, user jdoe is locked', meant('account_locked'));
    const asked = chat.say('no');
    expect(asked.effects).toMatchObject([{ kind: 'sendCode', isKnown: false }]);
    const ended = chat.say('skip');
    const ticket = ended.effects.find((effect) => effect.kind === 'createTicket')?.ticket;
    expect(ticket).toMatchObject({ verified: false });
    expect(ticket?.description).toContain('The address is not in the directory');
  });

  it('proves nothing by a code that nobody was sent, even if it is guessed', () => {
    const chat = createFakeChat({ engine, person: people.stranger });
    chat.say('I know my password, user jdoe is locked', meant('account_locked'));
    chat.say('no');
    chat.say('123456');
    expect(chat.view().verified).toBe(false);
  });
});
