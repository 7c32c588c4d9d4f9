import { bundledWorkflowsFolder, loadWorkflows, type Understanding } from '@acebuddy/workflows';
import {
  answersFor,
  createFakeChat,
  createIdentityWatch,
  createTestEngine,
  type FakeChat,
  type FakeChatOptions,
  type Happened,
  people,
  rightCode,
  whereIs,
} from '@acebuddy/workflows/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';

/** Chats of some twenty messages each: over 20,000 messages with 1,500 of them (`pnpm fuzz`). */
const walks = Number(process.env.IDENTITY_WALKS ?? 150);

const workflows = loadWorkflows([bundledWorkflowsFolder]);
const engine = createTestEngine(workflows);
const guarded = workflows
  .filter(({ definition }) => definition.verification === 'code')
  .map(({ definition }) => definition.id);

/** What the two customers of the directory have left open in other chats. */
const openRequests = [people.known.visitor.email, people.poc.visitor.email].flatMap((email, owner) =>
  guarded.map((workflow, index) => ({
    workflow,
    email,
    reference: `AB-9${owner}00000${index}`,
    ticketId: `7${owner}0000${index}`,
    ticketNumber: `7${owner}00${index}`,
  })),
);

const none: Understanding = { outcome: 'none', workflow: null, confidence: 0.1, alternatives: [], others: [] };
const match = (workflow: string): Understanding => ({
  outcome: 'match',
  workflow,
  confidence: 0.9,
  alternatives: [{ workflow, confidence: 0.9 }],
  others: [],
});

/** What somebody says who wants more than is his, or changes her mind about who she is. */
const lines = [
  rightCode,
  rightCode,
  '999999',
  'skip',
  "I can't get into my e-mail",
  'resend',
  'Add to my request',
  'yes',
  "No, it's new",
  'no',
  'cancel',
  'Yes, cancel it',
  'sorry, my user name is bbaker',
  'my user name is jsmith',
  'my user name is ACME\\jsmith',
  "what's the status of my ticket?",
  'it does not work after all, it is the same again',
  'please add that the one in the front office has it, too',
  'I want to talk to a human',
  'call me back',
  'leave a ticket',
  'start over',
  'that is all, bye',
];

const addresses = ['maria@acme.example', 'pat@acme.example', 'sam@elsewhere.example'].flatMap((address) => [
  `my email is ${address}`,
  `sorry, wrong email, it is ${address}`,
]);

type Move =
  | { readonly kind: 'answer'; readonly pick: number }
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'topic'; readonly workflow: string }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'left' }
  /** Helpful answers until a code is asked for, at most so many. */
  | { readonly kind: 'patience'; readonly answers: number };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('answer' as const), pick: fc.nat(6) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('line' as const), text: fc.constantFrom(...lines) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('line' as const), text: fc.constantFrom(...addresses) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('topic' as const), workflow: fc.constantFrom(...guarded) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(12, 31, 70) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'left' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('patience' as const), answers: fc.integer({ min: 6, max: 14 }) }),
  },
);

const walk = fc.record({
  person: fc.constantFrom('known', 'poc', 'stranger', 'nameless'),
  mail: fc.constantFrom('sent', 'sent', 'limited', 'failed'),
  start: fc.constantFrom(...guarded),
  moves: fc.array(move, { minLength: 4, maxLength: 24 }),
});

type Act = Exclude<Move, { kind: 'patience' }>;

/** The moves one by one, as the chat goes. */
function* acts(chat: FakeChat, moves: readonly Move[]): Generator<Act> {
  for (const next of moves) {
    if (next.kind !== 'patience') yield next;
    else
      for (let said = 0; said < next.answers && whereIs(chat.state()).pending !== 'code'; said += 1)
        yield { kind: 'answer', pick: 0 };
  }
}

function act(chat: FakeChat, next: Act, last: Happened | null): Happened {
  switch (next.kind) {
    case 'answer': {
      const answers = last === null ? [] : answersFor(chat, last, workflows);
      return chat.say(answers[next.pick % Math.max(1, answers.length)] ?? 'jsmith', none);
    }
    case 'line':
      return chat.say(next.text, none);
    case 'topic':
      return chat.say(`another problem with ${next.workflow}`, match(next.workflow));
    case 'wait':
      return chat.wait(next.minutes);
    case 'left':
      return chat.step({ kind: 'operator', event: 'left' });
  }
}

/** Who reads the same words as the twin, of whom nothing is known, cannot tell what is known of her. */
function sight(chat: FakeChat, { reply, wakeAt }: Happened) {
  return { ...reply, wakeAt, state: chat.view().state };
}

it('nobody is taken for somebody else, whatever is said', { timeout: 300_000 }, () => {
  const seen = { turns: 0, proven: 0, comments: 0, verified: 0 };
  fc.assert(
    fc.property(walk, ({ person, mail, start, moves }) => {
      const options: FakeChatOptions = { engine, person: people[person], mail, openRequests };
      const chat = createFakeChat(options);
      const watch = createIdentityWatch(people[person], openRequests);
      const twin = createFakeChat({ ...options, directory: 'empty', openRequests: [] });
      let isTwinFollowed = true;
      let last: Happened | null = null;
      for (const next of acts(chat, [{ kind: 'topic', workflow: start }, ...moves])) {
        const before = last;
        const happened = act(chat, next, before);
        if (next.kind === 'wait') watch.waited(next.minutes);
        expect(watch.after(chat, happened, next.kind !== 'wait' && next.kind !== 'left')).toEqual([]);
        if (watch.isProven()) isTwinFollowed = false;
        if (isTwinFollowed) expect(sight(twin, act(twin, next, before))).toEqual(sight(chat, happened));
        if (happened.reply.texts.length > 0) last = happened;
        for (const effect of happened.effects) {
          if (effect.kind === 'commentTicket') seen.comments += 1;
          if (effect.kind === 'createTicket' && effect.ticket.verified === 'verified') seen.verified += 1;
        }
      }
      seen.turns += watch.turns();
      if (!isTwinFollowed) seen.proven += 1;
    }),
    { numRuns: walks },
  );
  // Otherwise nothing was looked at: many of these chats prove an address, and some of them add and are verified.
  expect(seen.turns).toBeGreaterThan(walks * 10);
  expect(seen.proven).toBeGreaterThan(walks / 12);
  expect(Math.min(seen.comments, seen.verified)).toBeGreaterThan(walks / 200);
});
