import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BotReply, deskConfigSchema } from '@acebuddy/contracts';
import { createLogger } from '@acebuddy/service-kit';
import { afterAll, describe, expect, it } from 'vitest';
import { type Brain, loadBrain } from '../../services/conversation/src/brain.ts';
import { createHarness, message } from '../../services/conversation/test/harness.ts';
import { nextWords } from '../e2e/customer.ts';
import { type Story, stories } from '../e2e/stories.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'acebuddy-crossed-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const brain = await loadAll();
/** With "all" each moment is crossed in each way by each sentence; else a part of it. */
const all = process.env.CROSSED === 'all';
const besides = ['It is rather urgent for us.', 'It happens on my office computer.'];
/**
 * What goes wrong with one message: another one overtakes it or comes behind it, and she sees only the answer to this one; or
 * that answer is lost, too, and she says the same again.
 */
const orders = ['before', 'after', 'lost', 'before, lost', 'after, lost'] as const;
type Order = (typeof orders)[number];
const promised = /\bAB-[0-9A-Z]{10}\b|ticket #\d+/;
/** A customer who says more than this has met a loop. */
const messagesMax = 60;

function loadAll(): Promise<Brain> {
  return loadBrain({
    desk: deskConfigSchema.parse({}),
    supportEmail: 'support@host.example',
    supportPhone: null,
    dataDir,
    workflowsDir: null,
    knowledgeDir: null,
    directory: { file: null, url: null, token: null },
    llm: null,
    ticketing: { findContact: async () => null },
    firstStartAt: async () => '2026-01-01T00:00:00.000Z',
    logger: createLogger({ name: 'test', level: 'silent' }),
    now: () => new Date('2026-11-23T10:00:00.000Z'),
  });
}

interface Played {
  /** Number of the message that led to the ticket. */
  readonly last: number;
  readonly tickets: number;
  readonly dialogue: string;
}

interface Crossing {
  readonly at: number;
  readonly order: Order;
  readonly besides: string;
  readonly desk: 'up' | 'slow';
}

async function play(story: Story, crossing: Crossing | null): Promise<Played> {
  await using harness = await createHarness({ callbacks: true });
  const { conversation } = await harness.replica(brain);
  harness.ticketing.mode = crossing?.desk ?? 'up';
  const dialogue: string[] = [];
  let isPromised = false;
  const send = async (text: string, isLost = false) => {
    harness.clock.advance(3_000);
    const visitor = { id: 'v1', name: 'Ann Crossed', email: 'ann@crossed.example' };
    const shown = shownOf(await conversation.handleMessage(message(text, { visitor })));
    dialogue.push(`> ${text}`, `${isLost ? '(lost) ' : ''}${shown.text}`, `  [${shown.suggestions.join(' | ')}]`);
    if (!isLost) isPromised ||= promised.test(shown.text);
    return shown;
  };
  let next = story.opening;
  let last = 0;
  for (let at = 0; at < messagesMax && !isPromised; at += 1) {
    last = at;
    const order: Order | null = crossing?.at === at ? crossing.order : null;
    const isLost = order?.endsWith('lost') ?? false;
    if (order?.startsWith('before')) await send(crossing?.besides ?? '', isLost);
    const heard = await send(next, isLost);
    if (order?.startsWith('after')) await send(crossing?.besides ?? '', isLost);
    if (!isLost) next = /6-digit code/i.test(heard.text.slice(-400)) ? 'skip' : answer(story, heard);
  }
  await send('thank you, that is all');
  await send('I want to talk to a person, please');
  harness.ticketing.mode = 'up';
  await harness.pass(conversation, 3 * 60_000, 60_000);
  if (!isPromised) dialogue.push('(no ticket was promised)');
  return { last, tickets: isPromised ? harness.ticketing.tickets.size : 0, dialogue: dialogue.join('\n') };
}

function shownOf({ replies, input, suggestions }: BotReply): { text: string; suggestions: readonly string[] } {
  const text = replies.join('\n\n');
  const offered = input !== undefined && input !== null && 'options' in input ? input.options : suggestions;
  return { text, suggestions: offered ?? [] };
}

const answer = (story: Story, { text, suggestions }: ReturnType<typeof shownOf>) =>
  nextWords(text, suggestions, story.answers ?? []);

function crossingsOf(last: number): Crossing[] {
  const everywhere = Array.from({ length: last + 1 }, (_, at) =>
    orders.flatMap((order) =>
      besides.flatMap((text) =>
        (['up', 'slow'] as const).map((desk): Crossing => ({ at, order, besides: text, desk })),
      ),
    ),
  ).flat();
  if (all) return everywhere;
  // Where the ticket is made everything counts; before it one in forty-one is looked at.
  return everywhere.filter(({ at, desk }, index) => (at === last && desk === 'slow') || index % 41 === 0);
}

describe('messages that cross, and answers that are lost', () => {
  it.each(stories)('make one ticket of one problem: $workflow', { timeout: 600_000 }, async (story) => {
    const { last, tickets, dialogue } = await play(story, null);
    expect(tickets, dialogue).toBe(1);
    const crossings = crossingsOf(last);
    expect(crossings.length).toBeGreaterThan(6);
    for (const crossing of crossings) {
      const played = await play(story, crossing);
      expect(played.tickets, `${JSON.stringify(crossing)}\n${played.dialogue}`).toBe(1);
    }
  });
});
