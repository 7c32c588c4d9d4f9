import { readFileSync } from 'node:fs';
import { acts, type QuestionKind, questionKinds } from '@acebuddy/detection';
import { describe, expect, it } from 'vitest';
import { commands } from '../commands/index.ts';
import { toProgram, type Workflow } from '../definition/program.ts';
import { workflowSchema } from '../definition/workflow-schema.ts';
import { createEngine } from '../engine.ts';
import type { Understanding } from '../engine-types.ts';
import { patterns } from '../frames/patterns.ts';
import { closedHour, createFakeChat, type FakeChat, people } from '../testing/index.ts';
import type { ReadMessage } from './heard.ts';
import { precedence, precedenceFile, readPrecedence } from './precedence.ts';

/** Reads the act that stands in front of a message: "yes: whatever". */
const asked: QuestionKind[] = [];
const reader: ReadMessage = (text, question) => {
  asked.push(question.kind);
  const act = acts.find((name) => text.startsWith(`${name}:`));
  const read = act === undefined ? [] : [{ act, confidence: 1 }];
  return { acts: read, alternatives: read };
};

const definition = workflowSchema.parse({
  id: 'all_questions',
  name: 'All Questions',
  summary: 'One of every kind of question.',
  button: 'All questions',
  priority: 'Low',
  team: 'support',
  expected: 'a day',
  impact: { closure: 0, minutes_saved: 0 },
  verification: 'code',
  opening: ['All questions it is.'],
  slots: {
    colour: {
      type: 'choice',
      label: 'Colour',
      ask: 'Which colour?',
      choices: [
        { value: 'red', label: 'Red' },
        { value: 'blue', label: 'Blue' },
      ],
    },
    story: { type: 'text', label: 'Story', ask: 'What happened?' },
    boss: { type: 'name', label: 'Boss', ask: 'Who is the boss?' },
    copy: { type: 'email', label: 'Copy', ask: 'Who gets a copy?' },
    desk: { type: 'phone', label: 'Desk', ask: 'Which number?' },
    day: { type: 'date', label: 'Day', ask: 'Which day?', future: true },
    amount: { type: 'number', label: 'Amount', ask: 'How many?' },
  },
  steps: [
    { ask: 'colour' },
    { ask: 'story' },
    { ask: 'boss' },
    { ask: 'copy' },
    { ask: 'desk' },
    { ask: 'day' },
    { ask: 'amount' },
    { guide: 'Switch it off and on.' },
    { confirm: ['colour', 'story'] },
    { end: 'ticket' },
  ],
  ticket: { action: 'Do it.' },
  examples: ['all questions please'],
});
const workflow: Workflow = {
  definition,
  program: toProgram(definition.steps),
  file: 'all_questions.yaml',
  language: 'en',
  version: '1',
};
const engine = createEngine([workflow], { reader });
const topic: Understanding = {
  outcome: 'match',
  workflow: 'all_questions',
  confidence: 0.9,
  alternatives: [],
  others: [],
};
const none: Understanding = { outcome: 'none', workflow: null, confidence: 0.9, alternatives: [], others: [] };

/** What is said until a question of that kind is open. */
const way: Readonly<Record<Exclude<QuestionKind, 'idle' | 'ways' | 'closing'>, number>> = {
  choice: 0,
  text: 1,
  name: 2,
  email: 3,
  phone: 4,
  date: 5,
  number: 6,
  guide: 7,
  confirm: 8,
  code: 9,
};
const answers = [
  'Red',
  'answer: it fell',
  'Pat Boss',
  'pat@acme.example',
  '312 555 0123',
  'next Monday',
  '12',
  'not_worked: no',
  'yes: right',
];

function chatAt(kind: QuestionKind): FakeChat {
  const chat = createFakeChat({ engine, person: people.known, ...(kind === 'ways' && { startAt: closedHour }) });
  if (kind === 'idle') return chat;
  chat.say('request: all questions please', topic);
  if (kind === 'ways') chat.say('human: a person', none);
  else if (kind === 'closing') {
    for (const text of answers.slice(0, 7)) chat.say(text, none);
    chat.say('worked: it is on', none);
  } else for (const text of answers.slice(0, way[kind])) chat.say(text, none);
  return chat;
}

describe('the table of precedence', () => {
  it('names commands that exist, and all of them', () => {
    expect([...precedence.commands].sort()).toEqual(Object.keys(commands).sort());
  });

  it('is refused when a cell leads nowhere, names nothing, or a command can never be chosen', () => {
    const file = readFileSync(precedenceFile, 'utf8');
    const read = (text: string) => () => readPrecedence(text, patterns.values());
    expect(read(file.replace('  "yes":\n    idle: [say_more]\n', '  "yes":\n'))).toThrow(/yes at idle: empty/);
    expect(read(file.replace('injection: { else: [decline] }', 'injection: { else: [obey] }'))).toThrow(
      /obey: no phase/,
    );
    expect(read(file.replace('aside: [decline,', 'aside: [whistle, decline,'))).toThrow(/whistle: never chosen/);
    expect(read(file.replace('  bye: {', '  farewell: {'))).toThrow(/farewell/);
  });

  describe.each(questionKinds)('at %s', (kind) => {
    it('asks what is expected', () => {
      const chat = chatAt(kind);
      asked.length = 0;
      chat.say('unsure: qwrt', none);
      expect(asked[0]).toBe(kind);
    });

    it.each([...acts, 'unsure'])('has an outcome for %s', (act) => {
      const chat = chatAt(kind);
      const { reply } = chat.say(`${act}: qwrt`, none);
      expect(reply.action === 'reply' ? reply.texts.join('') : reply.action).not.toBe('');
      if (reply.action === 'reply') expect(reply.texts.length + reply.suggestions.length).toBeGreaterThan(0);
    });
  });
});
