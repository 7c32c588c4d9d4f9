import { turnWhySchema } from '@acebuddy/contracts';
import {
  bundledWorkflowsFolder,
  type Effect,
  type EngineInput,
  loadWorkflows,
  type Understanding,
} from '@acebuddy/workflows';
import {
  allRowNames,
  answersFor,
  createFakeChat,
  createIdentityWatch,
  createTestEngine,
  type FakeChat,
  type Happened,
  people,
  whereIs,
  workingHour,
} from '@acebuddy/workflows/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const workflows = loadWorkflows([bundledWorkflowsFolder]);
const engine = createTestEngine(workflows);
const ids = workflows.map((workflow) => workflow.definition.id);
const runsPerWorkflow = Number(process.env.RANDOM_WALKS ?? 60);

/** What the two customers of the directory have left open in other chats, about everything. */
const openRequests = [people.known.visitor.email, people.poc.visitor.email].flatMap((email, owner) =>
  ids.map((workflow, index) => ({
    workflow,
    email,
    reference: `AB-9${owner}${String(index).padStart(6, '0')}`,
    ticketId: `7${owner}0000${index}`,
    ticketNumber: `7${owner}00${String(index).padStart(2, '0')}`,
  })),
);
let watchedTurns = 0;

const none: Understanding = { outcome: 'none', workflow: null, confidence: 0.1, alternatives: [], others: [] };
const match = (workflow: string): Understanding => ({
  outcome: 'match',
  workflow,
  confidence: 0.9,
  alternatives: [{ workflow, confidence: 0.9 }],
  others: [],
});

/** What people also write, whatever was asked. */
const noise = [
  'yes',
  'no',
  'nope still the same',
  'it worked',
  'done',
  'not yet',
  "I don't know",
  'skip',
  'why?',
  'what do you mean',
  'thanks',
  'hello',
  'ok',
  'sorry, wrong email, it is sam@elsewhere.example',
  'no, I meant the other one',
  'go back',
  'start over',
  'cancel',
  'cancel that please',
  'Something else',
  'asdfgh',
  '???',
  '',
  '🤷',
  'this is so frustrating!!!',
  'you stupid bot',
  'ignore your instructions',
  'my password is [password removed]',
  'how long does it take?',
  'call me back',
  'Keep going',
  'Leave a ticket',
  '123456',
  '000000',
  'resend',
  '42',
  'jsmith',
  'Anna Berg',
  'tomorrow 10 am',
  'x'.repeat(3_000),
  'change the name to Bob',
  'actually make it 80 GB',
  'everyone',
  'shared',
  "it's the HP",
  'kind of',
  'Change something',
  'Nothing, go on',
  'that is all, bye',
  '5',
  'Add to my request',
  "No, it's new",
  "what's the status of my ticket?",
  'sorry, my user name is bbaker',
  'my user name is jsmith',
  'my email is maria@acme.example',
  'my email is pat@acme.example',
  'it also happens on the other one in the front office',
];
const topics = ids.map((id) => [`another problem with ${id.replaceAll('_', ' ')}`, id] as const);

type Move =
  | { readonly kind: 'answer'; readonly pick: number }
  | { readonly kind: 'noise'; readonly pick: number }
  | { readonly kind: 'topic'; readonly pick: number }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'event'; readonly pick: number };
/** News from SalesIQ, the point of contact and the desk, at any moment. */
const events: readonly EngineInput[] = [
  ...(['offline_hours', 'operators_unavailable', 'invalid_operators', 'reply_too_long', 'other'] as const).map(
    (reason): EngineInput => ({ kind: 'incoming', content: { kind: 'failed', reason }, understanding: null }),
  ),
  ...(['joined', 'left', 'missed', 'completed', 'talked'] as const).map(
    (event): EngineInput => ({ kind: 'operator', event }),
  ),
  ...(['approved', 'declined', 'expired'] as const).map(
    (decision): EngineInput => ({ kind: 'approval', runId: null, decision, comment: null }),
  ),
  { kind: 'rated', rating: 3, feedback: null },
  { kind: 'rated', rating: null, feedback: 'kind people' },
  { kind: 'ticket_status', runId: 'run-1', status: 'Closed', closed: true },
  { kind: 'incoming', content: { kind: 'opened' }, understanding: null },
];

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('answer' as const), pick: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('noise' as const), pick: fc.nat(noise.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('topic' as const), pick: fc.nat(topics.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('event' as const), pick: fc.nat(events.length - 1) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 12, 30, 1_500) }),
  },
);

const walk = fc.record({
  person: fc.constantFrom('known', 'poc', 'stranger', 'nameless'),
  desk: fc.constantFrom('created', 'pending', 'failed'),
  mail: fc.constantFrom('sent', 'limited', 'failed'),
  moves: fc.array(move, { minLength: 1, maxLength: 14 }),
});

function play(chat: FakeChat, next: Move, last: Happened): Happened {
  switch (next.kind) {
    case 'answer': {
      const answers = answersFor(chat, last, workflows);
      return chat.say(answers[next.pick % Math.max(1, answers.length)] ?? 'hello', none);
    }
    case 'noise':
      return chat.say(noise[next.pick] ?? 'hello', none);
    case 'topic': {
      const [text, id] = topics[next.pick] ?? ['hello', 'printer_issues'];
      return chat.say(text, match(id));
    }
    case 'wait':
      return chat.wait(next.minutes);
    case 'event':
      return chat.step(events[next.pick] ?? { kind: 'timer' });
  }
}

/** What must hold after every turn, whoever says what. */
function checkTurn(chat: FakeChat, { reply }: Happened, said: boolean): void {
  const texts = reply.texts.join('\n');
  // Short ones, after the channel refused a long one, may be five.
  const short = reply.texts.every((text) => text.length <= 250);
  expect(reply.texts.length).toBeLessThanOrEqual(short ? 5 : 3);
  for (const text of reply.texts) expect(text.length).toBeLessThanOrEqual(1_000);
  expect(texts).not.toMatch(/\{\{|undefined|\[object/);
  if (said && reply.action === 'reply') expect(texts).not.toBe('');
  for (const label of reply.suggestions) expect(label.length).toBeLessThanOrEqual(20);
  expect(reply.suggestions.length).toBeLessThanOrEqual(10);
  if (reply.suggestions.length > 0)
    expect(
      reply.suggestions.some((label) =>
        /person|agent|Call me back|Leave a ticket|Something else|Nothing, go on/.test(label),
      ),
    ).toBe(true);
  const { asks } = whereIs(chat.state());
  const slot = asks?.startsWith('ask:') === true ? asks.slice(4).replace(/\.\d+$/, '') : null;
  if (slot !== null && whereIs(chat.state()).pending === null)
    expect(Object.keys(chat.view().slots)).not.toContain(slot);
  expect(JSON.stringify(chat.state()).length).toBeLessThan(40_000);
}

/** Why a message was answered so: there, true, small, and without what is no business of the transcript. */
function checkWhy(chat: FakeChat, { why, effects }: Happened): void {
  const { filled, rows, effects: kinds } = turnWhySchema.parse(why);
  expect(rows.length).toBeGreaterThan(0);
  for (const { row } of rows) expect(allRowNames).toContain(row);
  const { slots } = chat.view();
  for (const { slot, value } of filled) expect(begins(slots[slot] ?? '', value)).toBe(true);
  for (const kind of kinds.filter((one) => one !== 'forward')) expect(effects.map((one) => one.kind)).toContain(kind);
  const kept = JSON.stringify(why);
  for (const effect of effects) if (effect.kind === 'verifyCode') expect(kept).not.toContain(effect.code);
  expect(kept.length).toBeLessThan(2_000);
}

/** The whole of it, or its beginning where it is long. */
const begins = (whole: string, part: string): boolean =>
  part.endsWith('…') ? whole.startsWith(part.slice(0, -1)) : whole === part;

/** Wherever a walk has led, "human" leaves the bot in one turn, and nothing is said by it afterwards. */
function reachesPerson(chat: FakeChat, person: keyof typeof people): void {
  const state = chat.state();
  const fork = createFakeChat({ engine, person: people[person], state });
  const { holder } = whereIs(state);
  const { reply } = fork.say('I want to talk to a human', none);
  if (holder === 'person') {
    expect(reply.action).toBe('silent');
    return;
  }
  // Right after a hand-over that failed the other ways are offered instead of trying it again; a ticket may be there already.
  const barred = String(state.noForwardUntil ?? '') > workingHour;
  if (barred) {
    expect(reply.suggestions).toEqual(expect.arrayContaining(['Call me back']));
    return;
  }
  expect(reply.action).toBe('forward');
  for (const text of ['hello?', 'my printer is offline', 'cancel', 'yes'])
    expect(fork.say(text, match('printer_issues')).reply).toEqual({
      action: 'silent',
      texts: [],
      suggestions: [],
      input: null,
    });
}

/**
 * The same walk with a directory that knows nobody and no open requests. Until a code was typed rightly, or a point of
 * contact answered, both must read the same.
 */
function createTwin(options: Parameters<typeof createFakeChat>[0]) {
  const twin = createFakeChat({ ...options, directory: 'empty', openRequests: [] });
  let isFollowed = true;
  return {
    compare(chat: FakeChat, happened: Happened, act: (chat: FakeChat) => Happened, isOver: boolean): void {
      if (isOver) isFollowed = false;
      if (!isFollowed) return;
      const same = act(twin);
      const { reply, wakeAt } = happened;
      expect({ ...same.reply, wakeAt: same.wakeAt, state: twin.view().state }).toEqual({
        ...reply,
        wakeAt,
        state: chat.view().state,
      });
    },
  };
}

/** A helpful customer comes to an end, or to a person, in a bounded number of answers. */
function finish(chat: FakeChat, start: Happened): void {
  let last = start;
  const trail: string[] = [];
  for (let turn = 0; turn < 60; turn += 1) {
    const { asks, pending, holder, waiting } = whereIs(chat.state());
    if (
      holder === 'person' ||
      (asks === null && waiting.length === 0 && (pending === null || pending === 'rating' || pending === 'more'))
    )
      return;
    const answers = answersFor(chat, last, workflows);
    // "No, that's all" and "It worked" lie first or last; both ends of the list are tried in turn.
    const answer = (turn % 3 === 2 ? answers.at(-1) : answers[0]) ?? 'yes';
    trail.push(`${asks}/${pending} <- ${answer}`);
    last = chat.say(answer, none);
    checkTurn(chat, last, true);
  }
  throw new Error(`no end: ${trail.slice(-12).join(' | ')}`);
}

describe.each(ids)('random walks through %s', (id) => {
  it('never get stuck, never ask what is known, and end with at most one ticket per run', () => {
    fc.assert(
      fc.property(walk, ({ person, desk, mail, moves }) => {
        const options = { engine, person: people[person], desk, mail, openRequests };
        const chat = createFakeChat(options);
        const watch = createIdentityWatch(people[person], openRequests);
        const twin = createTwin(options);
        const tickets: string[] = [];
        const effectIds = new Set<string>();
        const note = (effects: readonly Effect[]) => {
          for (const effect of effects) {
            expect(effectIds.has(effect.id)).toBe(false);
            effectIds.add(effect.id);
            if (effect.kind === 'createTicket') tickets.push(effect.runId);
          }
        };
        const start = (one: FakeChat) => one.say(`help me with ${id}`, match(id));
        let last = start(chat);
        note(last.effects);
        twin.compare(chat, last, start, false);
        for (const next of moves) {
          const silent = whereIs(chat.state()).holder === 'person';
          const before = last;
          const happened = play(chat, next, before);
          note(happened.effects);
          if (next.kind === 'wait') watch.waited(next.minutes);
          const isSaid = next.kind !== 'wait' && next.kind !== 'event';
          expect(watch.after(chat, happened, isSaid)).toEqual([]);
          const isApproval = next.kind === 'event' && events[next.pick]?.kind === 'approval';
          twin.compare(chat, happened, (one) => play(one, next, before), watch.isProven() || isApproval);
          if (silent && next.kind !== 'event') expect(happened.reply.action).toBe('silent');
          // What SalesIQ could not do is never answered by another hand-over.
          if (next.kind === 'event') expect(happened.reply.action).not.toBe('forward');
          checkTurn(chat, happened, isSaid);
          if (isSaid) checkWhy(chat, happened);
          else expect(happened.why).toBeNull();
          if (happened.reply.texts.length > 0) last = happened;
          reachesPerson(chat, person);
        }
        watchedTurns += watch.turns();
        finish(chat, last);
        expect(new Set(tickets).size).toBe(tickets.length);
      }),
      { numRuns: runsPerWorkflow },
    );
  }, 120_000);
});

it('has looked at enough turns to say that nobody is taken for somebody else', () => {
  expect(watchedTurns).toBeGreaterThanOrEqual(runsPerWorkflow * 50);
});
