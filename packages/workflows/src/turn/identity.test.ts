import type { IdentityProof } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../default-settings.ts';
import type { Effect, EngineInput, KnownPerson } from '../engine-types.ts';
import { bundledWorkflowsFolder, loadWorkflows } from '../index.ts';
import { createFakeChat, type FakeChat, type FakeChatOptions, type PersonName, people } from '../testing/index.ts';
import { createTestEngine } from '../testing/test-engine.ts';

const workflows = loadWorkflows([bundledWorkflowsFolder]);
const engine = createTestEngine(workflows);
const meant = (workflow: string) =>
  ({ outcome: 'match', workflow, confidence: 0.9, alternatives: [], others: [] }) as const;
const openRequest = {
  workflow: 'account_locked',
  reference: 'AB-77777777',
  ticketId: '18929999',
  ticketNumber: '77001',
  email: 'maria@acme.example',
};

/** Everything said in a chat with the same customer, whom the directory knows or not. */
function heard(directory: 'full' | 'empty', says: readonly string[], mail: FakeChatOptions['mail'] = 'sent') {
  const openRequests = directory === 'full' ? [openRequest] : [];
  const chat = createFakeChat({ engine, person: people.known, directory, openRequests, mail });
  return says.map((text, index) => chat.say(text, index === 0 ? meant('account_locked') : null).reply);
}

function unlock(person: PersonName, user: string, options: Partial<FakeChatOptions> = {}): FakeChat {
  const chat = createFakeChat({ engine, person: people[person], ...options });
  chat.say(`I know my password, user ${user} is locked`, meant('account_locked'));
  return chat;
}

function ticketIn(effects: readonly Effect[]) {
  const created = effects.find((effect) => effect.kind === 'createTicket');
  if (created?.kind !== 'createTicket') throw new Error('no ticket was created');
  return created.ticket;
}

const proofs = (effects: readonly Effect[]): IdentityProof[] =>
  effects.flatMap((effect) => (effect.kind === 'proof' ? [effect.proof] : []));
const notes = (effects: readonly Effect[]): string[] =>
  effects.flatMap((effect) => (effect.kind === 'comment' ? [effect.text] : []));

describe('the check who somebody is', () => {
  const opening = ['I know my password, user jsmith is locked'];

  it.each([
    ['skips', [...opening, 'skip', 'what is the status of my ticket?']],
    ['has no mailbox', [...opening, "I can't get into my e-mail"]],
    ['guesses', [...opening, '111111', '222222', '333333', 'hello?']],
    ['asks for more codes', [...opening, 'resend', '111111', 'nothing arrived', 'resend please', 'resend']],
    ['is asked for approval', ['change a user please', 'Sarah Jones', 'access to the tax folder', 'yes', 'skip']],
  ])('does not tell whether an address is known to one who %s', (_name, says) => {
    expect(heard('empty', says)).toEqual(heard('full', says));
  });

  it.each(['limited', 'failed'] as const)('nor when its code is %s', (mail) => {
    expect(heard('empty', opening, mail)).toEqual(heard('full', opening, mail));
  });

  it.each(['known', 'stranger'] as const)('mails a code to the address that the customer gave, %s or not', (person) => {
    const chat = createFakeChat({ engine, person: people[person] });
    const { effects, reply } = chat.say('I know my password, user jsmith is locked', meant('account_locked'));
    expect(effects).toMatchObject([
      { kind: 'sendCode', to: { email: people[person].visitor.email }, isKnown: person === 'known' },
    ]);
    expect(reply.texts.join(' ')).toContain("I've sent a 6-digit code to");
  });

  it('never addresses that mail with words of the chat', () => {
    const chat = createFakeChat({
      engine,
      person: { visitor: { name: 'Click here', email: 'sam@elsewhere.example' }, known: null },
    });
    const { effects } = chat.say('I know my password, user sstone is locked', meant('account_locked'));
    expect(effects).toMatchObject([{ kind: 'sendCode', to: { name: '' } }]);
  });
});

describe('what is proven', () => {
  it.each<[string, PersonName, string, IdentityProof, string]>([
    ['her own account', 'known', 'jsmith', 'verified', 'gives that address to the account "jsmith"'],
    [
      'her own account in its domain',
      'known',
      'ACME\\jsmith',
      'verified',
      'gives that address to the account "jsmith", which the customer wrote as "ACME\\jsmith"',
    ],
    ['her user name in a foreign domain', 'known', 'OTHERCORP\\jsmith', 'mailbox only', 'OTHERCORP\\jsmith'],
    [
      'her user name in a foreign mail domain',
      'known',
      'jsmith@othercorp.example',
      'mailbox only',
      'By what right: none',
    ],
    [
      'an account of another company',
      'known',
      'bbaker',
      'mailbox only',
      'none; the directory gives this account to another company',
    ],
    [
      'an account that nobody has',
      'known',
      'nobody1',
      'mailbox only',
      'none; the directory gives this account to nobody',
    ],
    [
      "a colleague's account",
      'known',
      'pboss',
      'mailbox only',
      'none; the directory gives this account to somebody else of the same company Acme',
    ],
    [
      "a colleague's account, asked by the point of contact",
      'poc',
      'jsmith',
      'mailbox only',
      'point of contact of the same company Acme',
    ],
    [
      'an account, asked by somebody unknown',
      'stranger',
      'jsmith',
      'mailbox only',
      'the directory does not know that address',
    ],
  ])('is told first on the ticket for %s', (_case, person, user, proof, words) => {
    const chat = unlock(person, user);
    const ticket = ticketIn(chat.say('123456').effects);
    expect(ticket.verified).toBe(proof);
    expect(ticket.fields.verified).toBe(proof);
    expect(chat.view().verified).toBe(proof);
    const [first = ''] = ticket.description.split('\n');
    expect(first.startsWith(`Identity: ${proof}.`)).toBe(true);
    expect(first).toContain(words);
    expect(ticket.actionRequired.startsWith(`Identity: ${proof}.`)).toBe(true);
    if (proof !== 'verified') expect(ticket.actionRequired).toContain(words);
  });

  it('is not told to the customer', () => {
    const [hers, others] = ['jsmith', 'bbaker'].map((user) => unlock('known', user).say('123456').reply);
    expect(others).toEqual(hers);
  });

  it('is no more than a mailbox where the directory tells no user name', () => {
    const { userName: _, ...nameless } = people.known.known;
    const chat = unlock('known', 'jsmith');
    const context = contextOf(nameless);
    const asked = engine.step(chat.state(), say('123456'), context);
    const done = engine.step(
      asked.state,
      { kind: 'result', effectId: 'e', result: { kind: 'verification', outcome: 'verified', triesLeft: 5 } },
      context,
    );
    expect(ticketIn(done.effects)).toMatchObject({ verified: 'mailbox only' });
    expect(ticketIn(done.effects).description).toContain('no user name of it');
  });

  it('never counts for an address that the directory was not asked for', () => {
    const chat = unlock('known', 'jsmith');
    const done = engine.step(
      chat.state(),
      { kind: 'result', effectId: 'e', result: { kind: 'verification', outcome: 'verified', triesLeft: 5 } },
      contextOf({ ...people.known.known, email: 'sam@elsewhere.example' }),
    );
    expect(ticketIn(done.effects).verified).toBe('mailbox only');
  });

  it('is her own entry where the request names no account', () => {
    const chat = createFakeChat({ engine, person: people.known });
    for (const text of ['I forgot my password', 'QuickBooks file', 'Books.qbw', 'yes'])
      chat.say(text, meant('password_reset'));
    expect(ticketIn(chat.say('123456').effects)).toMatchObject({ verified: 'verified' });
  });

  it('is no more than a mailbox where the account was left open', () => {
    const chat = unlock('known', 'jsmith');
    chat.say('123456');
    chat.say('I forgot my password', meant('password_reset'));
    chat.say('server');
    chat.say('I want a callback');
    chat.say('312 555 0123');
    expect(ticketIn(chat.say('tomorrow 10 am').effects)).toMatchObject({ verified: 'mailbox only' });
  });

  it('makes nobody the point of contact for people of another company', () => {
    const chat = createFakeChat({ engine, person: people.poc });
    chat.say('change a user please', meant('user_management'));
    chat.say('Bob Baker');
    chat.say("give him admin rights, the user's email is bob@othercorp.example");
    chat.say('yes');
    const ticket = ticketIn(chat.say('123456').effects);
    expect(ticket).toMatchObject({ verified: 'mailbox only', outcome: 'ticket', status: 'Open' });
    expect(ticket.tags).toContain('check_authority');
    expect(ticket.actionRequired).toContain('another company');
  });
});

describe('a request for somebody who has an account', () => {
  /** The point of contact's wish to close an account today, up to the code. */
  function closing(fullName: string, ...more: readonly string[]): FakeChat {
    const chat = createFakeChat({ engine, person: people.poc });
    chat.say('remove a user', meant('user_management'));
    for (const text of [fullName, 'today', 'let go', 'delete it', 'Joe Miller', ...more, 'yes']) chat.say(text);
    return chat;
  }

  it.each<[string, string[], IdentityProof, string]>([
    [
      'a colleague',
      ['Bob Stone'],
      'verified',
      'is for "Bob Stone". By what right: point of contact of the same company',
    ],
    [
      'a colleague by his user name',
      ['Bob Stone', 'his user name is bstone'],
      'verified',
      'point of contact of the same company',
    ],
    [
      'a colleague by a tagged address',
      ['Bobby Stone', "the user's email is bstone+x@acme.example"],
      'verified',
      'point of contact of the same company',
    ],
    ['somebody of another company', ['Bob Baker'], 'mailbox only', 'none; the directory gives this account to another'],
    ['a name that nobody has', ['Peter Penn'], 'mailbox only', 'none; the directory knows nobody of that name'],
    [
      "a colleague's name and the user name of another company",
      ['Bob Stone', 'his user name is bbaker'],
      'mailbox only',
      'none; the directory gives this account to another company',
    ],
    [
      "a colleague's name and his user name in another domain",
      ['Bob Stone', 'his user name is OTHERCORP\\bstone'],
      'mailbox only',
      'By what right: none',
    ],
    [
      'a tagged address of another company',
      ['Bob Stone', "the user's email is bob+x@othercorp.example"],
      'mailbox only',
      'none; the directory gives this account to another company',
    ],
    [
      'an unlisted address of another company',
      ['Bob Stone', "the user's email is zed@othercorp.example"],
      'mailbox only',
      'none; the directory gives this account to nobody, and its mail domain to another company',
    ],
    [
      'an unlisted address',
      ['Bob Stone', "the user's email is zed@acme.example"],
      'mailbox only',
      'none; the directory gives this account to nobody.',
    ],
  ])('says what is proven for %s', (_case, [name = '', ...more], proof, words) => {
    const ticket = ticketIn(closing(name, ...more).say('123456').effects);
    expect(ticket.verified).toBe(proof);
    expect(ticket.description.split('\n')[0]).toContain(words);
    const closesNow = ticket.actionRequired.includes('Close the access now');
    const checks = /Check who (is meant|this is) and by what right/.test(ticket.actionRequired);
    expect({ closesNow, checks }).toEqual({ closesNow: proof === 'verified', checks: proof !== 'verified' });
    // She is the point of contact herself: nobody else has to approve it, whoever is meant.
    expect(ticket).toMatchObject({ outcome: 'ticket', status: 'Open' });
    expect(ticket.actionRequired).not.toMatch(/approv/i);
  });

  it('is proven anew when she corrects who is meant', () => {
    const chat = closing('Bob Stone');
    expect(ticketIn(chat.say('123456').effects).verified).toBe('verified');
    const { effects } = chat.say('Actually the full name is Peter Penn, user name ppenn');
    expect(proofs(effects)).toEqual(['mailbox only']);
    expect(notes(effects)[0]).toMatch(/^Identity: mailbox only\. .*Check who is meant/);
  });

  it('was approved for who was meant then, as a later correction says', () => {
    const chat = createFakeChat({ engine, person: people.known });
    for (const text of ['change a user please', 'Sarah Jones', 'access to the tax folder', 'yes', '123456'])
      chat.say(text, meant('user_management'));
    chat.step({ kind: 'approval', runId: null, decision: 'approved', comment: null });
    const { effects } = chat.say('change the full name to Bob Baker');
    expect(proofs(effects)).toEqual(['mailbox only']);
    expect(notes(effects)[0]).toMatch(/^Identity: mailbox only\. .*another company/);
    expect(notes(effects)[0]).toContain('The approval of Pat Boss was for the request before this correction');
  });

  it.each([
    ['anna@acme.example', 'verified'],
    ['anna@elsewhere.example', 'verified'],
    ['anna@othercorp.example', 'mailbox only'],
    ['bob+x@othercorp.example', 'mailbox only'],
  ])('is none where %s is only to be made: then the mail domain counts', (email, proof) => {
    const chat = createFakeChat({ engine, person: people.poc });
    chat.say('add a new user', meant('user_management'));
    for (const text of [
      `Bob Baker, his email is ${email}`,
      'preparer, in the Tax department',
      'tomorrow',
      'standard',
      'yes',
    ])
      chat.say(text);
    expect(ticketIn(chat.say('123456').effects).verified).toBe(proof);
  });
});

describe('a proof', () => {
  it('is void with another address, also for the ticket that it was given for', () => {
    const chat = unlock('known', 'jsmith');
    chat.say('123456');
    const { effects } = chat.say('sorry, my email is sam@elsewhere.example');
    expect(proofs(effects)).toEqual(['not verified']);
    expect(notes(effects)[0]).toMatch(/^Identity: not verified\. .*sam@elsewhere\.example/);
    const later = [chat.say('what is the status of my ticket?'), chat.say('it is about the one in the front office')];
    for (const { reply, effects: written } of later) {
      expect(reply.texts.join()).not.toContain('#101');
      expect(notes(written)).toEqual([]);
    }
  });

  it('is recomputed for an account that is corrected after the ticket', () => {
    const chat = unlock('known', 'jsmith');
    chat.say('123456');
    const { effects } = chat.say('sorry, my user name is bbaker');
    expect(proofs(effects)).toEqual(['mailbox only']);
    expect(notes(effects)[0]).toMatch(/^Identity: mailbox only\. .*"bbaker".*another company/);
    expect(notes(effects)[0]).toContain('Correction by the customer: User name: bbaker');
  });

  it('for another account never raises what the ticket says of the first', () => {
    const chat = unlock('known', 'bbaker');
    chat.say('123456');
    const { effects } = chat.say('sorry, my user name is jsmith');
    expect(proofs(effects)).toEqual([]);
    expect(notes(effects)[0]).toMatch(/^Identity: verified\./);
  });

  it('reaches a ticket that was given up before it, when its chat goes on', () => {
    const chat = unlock('known', 'jsmith');
    chat.wait(11);
    expect(ticketIn(chat.wait(21).effects).verified).toBe('not verified');
    chat.say('hello');
    expect(proofs(chat.say('123456').effects)).toEqual(['verified']);
  });

  it('that is too old is told on what is noted afterwards', () => {
    const chat = unlock('known', 'jsmith');
    chat.say('123456');
    chat.wait(70);
    expect(notes(chat.say('my user name is jdoe').effects)[0]).toMatch(/^Identity: not verified\./);
  });

  it.each(['sam@elsewhere.example', 'pat@acme.example'])(
    'is no longer asked for, nor given, where the channel names another address with it: %s',
    (email) => {
      const asked = unlock('known', 'jsmith');
      const other = createFakeChat({
        engine,
        person: { visitor: { ...people.known.visitor, email }, known: null },
        state: asked.state(),
      });
      expect(other.say('123456').effects.filter(({ kind }) => kind === 'verifyCode')).toEqual([]);
      expect(other.view()).toMatchObject({ verified: 'not verified', mailboxProven: false, slots: { email } });
    },
  );

  it('is not hers who writes under another address of the channel later, nor is the ticket', () => {
    const proven = unlock('known', 'jsmith');
    proven.say('123456');
    const other = createFakeChat({ engine, person: people.stranger, state: proven.state() });
    expect(other.say('what is the status of my ticket?').reply.texts.join()).not.toContain('#101');
    expect(other.view().verified).toBe('not verified');
  });

  it('is for the address that she gives, whatever the channel goes on telling', () => {
    const chat = unlock('known', 'jsmith');
    chat.say('sorry, my email is jo@elsewhere.example');
    chat.say('123456');
    expect(chat.view()).toMatchObject({ verified: 'mailbox only', slots: { email: 'jo@elsewhere.example' } });
  });

  it('stays with a request that becomes one of a workflow which asks for none', () => {
    const chat = unlock('known', 'jsmith');
    chat.say('123456');
    chat.say('I forgot my password', meant('password_reset'));
    chat.say('email');
    expect(chat.view()).toMatchObject({ workflow: 'email_issues', verified: 'verified' });
    const ticket = ticketIn([...chat.say('please open a ticket').effects, ...chat.say('open a ticket').effects]);
    expect(ticket).toMatchObject({ workflow: 'email_issues', verified: 'verified' });
    expect(ticket.description).toMatch(/^Identity: verified\./);
  });

  it('of an earlier release counts as a mailbox', () => {
    const state = unlock('known', 'jsmith').state();
    const { mailbox: _, proof: __, verified: ___, ...identity } = state.identity as Record<string, unknown>;
    const old = { ...state, identity: { ...identity, verified: 'maria@acme.example' } };
    expect(engine.view(old)).toMatchObject({ verified: 'mailbox only', mailboxProven: true });
  });
});

describe('an open request of another chat', () => {
  const withRequest = { openRequests: [openRequest] };

  it('is spoken of only after a proof of its address', () => {
    const chat = unlock('known', 'jsmith', withRequest);
    expect(chat.say('123456').reply.texts.join()).toContain('#77001');
    const { effects } = chat.say('Add to my request');
    expect(effects).toMatchObject([{ kind: 'commentTicket', ticketId: '18929999', isPublic: true }]);
    expect(effects[0]).toMatchObject({ text: expect.stringContaining('The customer (verified) added in chat:') });
  });

  it('gets what she says beside her yes', () => {
    const chat = unlock('known', 'jsmith', withRequest);
    chat.say('123456');
    const { effects } = chat.say('yes, add it, and please also reset the second phone');
    expect(effects).toMatchObject([
      { kind: 'commentTicket', text: expect.stringContaining('also reset the second phone') },
    ]);
  });

  it('is added to inside the team only where the account is not hers', () => {
    const chat = unlock('known', 'bbaker', withRequest);
    chat.say('123456');
    expect(chat.say('Add to my request').effects).toMatchObject([
      { kind: 'commentTicket', isPublic: false, text: expect.stringContaining('The customer (mailbox only) added') },
    ]);
  });

  it('is nobody’s who proved another address', () => {
    const chat = unlock('stranger', 'sstone', withRequest);
    const { effects, reply } = chat.say('123456');
    expect(reply.texts.join()).not.toContain('77001');
    expect(effects.map(({ kind }) => kind)).toEqual(['verifyCode', 'createTicket']);
  });

  it('is not added to by a chat that an earlier release left at the offer', () => {
    const state = unlock('known', 'jsmith', withRequest).state();
    const old = { ...state, pending: { kind: 'add', ticketId: '18929999', number: '77001' } };
    const chat = createFakeChat({ engine, person: people.known, state: old, ...withRequest });
    chat.say('Add to my request');
    const { effects, reply } = chat.say('skip');
    expect(effects.map(({ kind }) => kind)).toEqual(['createTicket']);
    expect(ticketIn(effects).verified).toBe('not verified');
    expect(reply.texts.join()).not.toContain('77001');
  });

  it('does not get what is withdrawn', () => {
    const chat = unlock('known', 'jsmith', withRequest);
    chat.say('123456');
    chat.say('cancel');
    const { effects } = chat.say('yes, cancel it');
    expect(effects.filter(({ kind }) => kind === 'commentTicket')).toEqual([]);
  });
});

const say = (text: string) =>
  ({
    kind: 'incoming',
    content: { kind: 'message', text, attachments: [] },
    understanding: null,
  }) satisfies EngineInput;

function contextOf(known: KnownPerson) {
  const { visitor } = people.known;
  const accounts = [{ by: 'user_name', value: 'jsmith', owners: [] }] as const;
  return {
    now: '2026-11-23T16:01:00.000Z',
    visitor,
    known,
    accounts,
    settings: defaultSettings,
    article: null,
    openRequests: [],
    cards: true,
  };
}
