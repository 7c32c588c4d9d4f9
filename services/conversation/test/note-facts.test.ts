import { chatEventSchema } from '@acebuddy/contracts';
import { type Fact, type RunFact, unpackSheets } from '@acebuddy/metrics';
import { bundledWorkflowsFolder, defaultSettings, loadWorkflows } from '@acebuddy/workflows';
import { createTestEngine } from '@acebuddy/workflows/testing';
import { expect, it } from 'vitest';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import { createHarness, message } from './harness.ts';
import { wordsDetector } from './words-detector.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
/** A chat with the real engine: its facts, and what happens in it. */
async function chat() {
  const harness = await createHarness();
  const { conversation } = await harness.replica({ engine, detector: wordsDetector, settings: defaultSettings });
  harness.clock.advance(6 * 3_600_000);
  const store = createSqliteConversationStore(
    harness.database.kind === 'sqlite' ? harness.database.db : (null as never),
  );
  let events = 0;
  return {
    ...harness,
    conversation,
    async says(...texts: string[]) {
      let replies: readonly string[] = [];
      for (const text of texts) {
        harness.clock.advance(20_000);
        ({ replies } = await conversation.handleMessage(message(text, { channel: 'salesiq' })));
        await conversation.drain();
      }
      return replies.join('\n');
    },
    async happens(event: object) {
      events += 1;
      await conversation.handleChatEvent(
        chatEventSchema.parse({ conversationId: 'chat-1', eventId: `news-${events}`, event }),
      );
      await conversation.drain();
    },
    silence: (minutes: number) => harness.pass(conversation, minutes * 60_000, 60_000),
    async facts<K extends Fact['kind']>(kind: K) {
      const facts = [...unpackSheets(await store.factsBetween(0, Number.MAX_SAFE_INTEGER))];
      return facts.filter((fact) => fact.kind === kind) as unknown as Extract<Fact, { kind: K }>[];
    },
  };
}

const outcomes = (runs: readonly RunFact[]) => runs.map(({ workflow, outcome }) => [workflow, outcome]);

it('a problem that she says is gone is solved, with its ticket made as closed', async () => {
  await using talk = await chat();
  await talk.says('my printer does not print', 'it is offline', 'it works now, thank you');
  const [run] = await talk.facts('run');
  expect(run).toMatchObject({ workflow: 'printer_issues', outcome: 'solved', why: null, person: null, language: 'en' });
  expect(await talk.facts('ticket')).toMatchObject([{ logged: true, state: 'created', closedAt: null, toldS: 0 }]);
  expect(run?.messages).toBe(3);
  expect(run?.atOnce).toBe(3);
});

it('silence is no success: at a step it is assumed, elsewhere the run is abandoned', async () => {
  await using talk = await chat();
  await talk.says('my printer does not print', 'it is offline');
  await talk.silence(45);
  expect(outcomes(await talk.facts('run'))).toEqual([['printer_issues', 'assumed_solved']]);
  await using other = await chat();
  await other.says('please set up a new user');
  await other.silence(45);
  expect(outcomes(await other.facts('run'))).toEqual([['user_management', 'abandoned_ticket']]);
});

it('who asks for a person is handed over, and nobody coming is told apart from somebody who did', async () => {
  await using talk = await chat();
  await talk.says('my printer does not print', 'I want to talk to a human');
  expect((await talk.facts('run'))[0]).toMatchObject({ outcome: 'handed_over', why: 'asked', person: 'asked' });
  await talk.happens({ kind: 'operator_joined', operator: 'Joe' });
  expect((await talk.facts('run'))[0]).toMatchObject({ outcome: 'handed_over', person: 'joined' });
  await using other = await chat();
  await other.says('my printer does not print', 'I want to talk to a human');
  await other.happens({ kind: 'missed' });
  expect((await other.facts('run'))[0]).toMatchObject({ outcome: 'handover_failed', person: 'nobody', why: 'asked' });
});

it('a person whom a rule or an operator brings in was not asked for', async () => {
  await using talk = await chat();
  await talk.says('my account is locked', 'everybody in the office is locked out', 'no');
  expect((await talk.facts('run')).at(-1)).toMatchObject({ workflow: 'office_down', why: 'rule', person: null });
  await using other = await chat();
  await other.says('my printer does not print');
  await other.happens({ kind: 'operator_joined', operator: 'Joe' });
  expect((await other.facts('run'))[0]).toMatchObject({ outcome: 'handed_over', why: 'operator', person: 'joined' });
});

it('"A or B?" is counted with its answer, and a wrong guess as a switch, not as a run', async () => {
  await using talk = await chat();
  await talk.says('something is broken', 'the printer');
  const counted = [...(await talk.facts('chat')), ...(await talk.facts('run'))];
  const sum = (of: (fact: (typeof counted)[number]) => number) => counted.reduce((total, fact) => total + of(fact), 0);
  expect([sum(({ which }) => which), sum(({ whichAnswered }) => whichAnswered)]).toEqual([1, 1]);
  expect([sum(({ messages }) => messages), sum(({ atOnce }) => atOnce)]).toEqual([2, 1]);
  await using other = await chat();
  await other.says("it doesn't work", "no, my outlook doesn't send");
  const runs = await other.facts('run');
  expect(outcomes(runs)).toEqual([
    ['printer_issues', 'replaced'],
    ['email_issues', 'open'],
  ]);
  expect(runs.map(({ switched }) => switched)).toEqual([0, 1]);
});

it('stars count once a request, the last ones', async () => {
  await using talk = await chat();
  await talk.says('my printer does not print', 'it is offline', 'it works now, thank you');
  await talk.happens({ kind: 'rated', rating: 2 });
  await talk.happens({ kind: 'rated', rating: 5 });
  await talk.happens({ kind: 'rated', feedback: 'nice' });
  expect(await talk.facts('rating')).toMatchObject([{ stars: 5, workflow: 'printer_issues' }]);
});
