import { bundledWorkflowsFolder, type EngineState, loadWorkflows, type Understanding } from '@acebuddy/workflows';
import {
  answersFor,
  createFakeChat,
  createTestEngine,
  type FakeChat,
  type Happened,
  people,
  whereIs,
} from '@acebuddy/workflows/testing';
import { describe, expect, it } from 'vitest';

const workflows = loadWorkflows([bundledWorkflowsFolder]);
const engine = createTestEngine(workflows);
const meaning = (workflow: string): Understanding => ({
  outcome: 'match',
  workflow,
  confidence: 0.9,
  alternatives: [{ workflow, confidence: 0.9 }],
  others: [],
});

interface Stand {
  readonly state: EngineState;
  readonly key: string;
}

const chatAt = (state: EngineState): FakeChat => createFakeChat({ engine, person: people.known, state });

/** Every step that waits for the customer, found by answering in all ways that lead on. */
function everyStand(id: string, opening: string): Stand[] {
  const found = new Map<string, Stand>();
  const seen = new Set<string>();
  const queue: { state: EngineState; last: Happened }[] = [];
  const add = (chat: FakeChat, last: Happened) => {
    const { asks, pending } = whereIs(chat.state());
    const view = chat.view();
    const slots = JSON.stringify(Object.entries(view.slots).sort());
    const key = `${view.workflow}|${asks}|${pending}|${slots}`;
    if (asks === null || view.workflow !== id || seen.has(key)) return;
    seen.add(key);
    const node = `${asks} ${pending ?? ''}`.trim();
    if (!found.has(node)) found.set(node, { state: chat.state(), key: node });
    if (seen.size < 1_500) queue.push({ state: chat.state(), last });
  };
  const start = createFakeChat({ engine, person: people.known });
  add(start, start.say(opening, meaning(id)));
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
    for (const answer of answersFor(chatAt(item.state), item.last, workflows)) {
      const chat = chatAt(item.state);
      add(chat, chat.say(answer));
    }
  }
  return [...found.values()];
}

const asked = (id: string): string[] => {
  const nodes = workflows.find((workflow) => workflow.definition.id === id)?.program.nodes ?? [];
  return [
    ...new Set(
      nodes
        .filter((node) => ['ask', 'guide', 'confirm'].includes(node.kind))
        .map((node) => node.key.replace(/\.\d+$/, '')),
    ),
  ];
};

/** First messages that take branches which no question leads to. */
const heard: Readonly<Record<string, readonly string[]>> = {
  qb_issues: ['data loss', 'quickbooks online'],
  disk_upgrade: ['on our dedicated server'],
  email_issues: ['it is on my macbook', 'it is on my iphone', 'they get a bounce'],
  printer_issues: ['it is connected by usb cable', 'only me, others can print'],
};

describe.each(workflows.map((workflow) => workflow.definition.id))('%s', (id) => {
  const stands = ['there is a problem that needs looking at', ...(heard[id] ?? [])].flatMap((opening) =>
    everyStand(id, opening),
  );

  it('is played at every question and every instruction it has', () => {
    const reached = new Set(stands.map((stand) => stand.key.split(' ')[0]?.replace(/\.\d+$/, '')));
    expect(asked(id).filter((key) => !reached.has(key))).toEqual([]);
  });

  it('hands over to a person in one turn from every step, and is silent afterwards', () => {
    for (const { state, key } of stands) {
      const chat = chatAt(state);
      const { reply, effects } = chat.say('I want to talk to a human');
      expect(reply.action, key).toBe('forward');
      expect(effects.filter((effect) => effect.kind === 'createTicket').length, key).toBe(1);
      expect(chat.say('hello?').reply, key).toEqual({ action: 'silent', texts: [], suggestions: [], input: null });
      expect(chat.say('my printer is offline', meaning('printer_issues')).reply.action, key).toBe('silent');
    }
  });

  it('can be cancelled from every step', () => {
    for (const { state, key } of stands) {
      const chat = chatAt(state);
      chat.say('cancel');
      chat.say('yes');
      expect(['more', 'rating', null], key).toContain(whereIs(chat.state()).pending);
      expect(whereIs(chat.state()).asks, key).toBeNull();
    }
  });

  it('takes "no, that\'s all" and thanks at no step for a correction', () => {
    for (const { state, key } of stands) {
      for (const words of ["No, that's all", 'no thanks', 'thank you']) {
        const chat = chatAt(state);
        const before = chat.view().slots;
        const { reply } = chat.say(words);
        const kept = Object.entries(chat.view().slots).filter(([name]) => name in before);
        expect(Object.fromEntries(kept), `${key}: ${words}`).toEqual(before);
        expect(reply.texts.join(' '), `${key}: ${words}`).not.toMatch(/I changed that|let's correct it/);
      }
    }
  });

  it('answers "why do you need that?" at every step and asks again', () => {
    for (const { state, key } of stands) {
      const chat = chatAt(state);
      const before = whereIs(state);
      if (before.pending !== null) continue;
      const { reply } = chat.say('why do you need that?');
      expect(reply.texts.length, key).toBeGreaterThan(0);
      expect(whereIs(chat.state()).asks, key).toBe(before.asks);
    }
  });
});
