import type { ChoiceReading } from '@acebuddy/detection';
import { expect, test } from 'vitest';
import { bundledWorkflowsFolder, loadWorkflows } from '../definition/load-workflows.ts';
import { createEngine } from '../engine.ts';
import type { Understanding } from '../engine-types.ts';
import { createFakeChat, people, testParts } from '../testing/index.ts';

const workflows = loadWorkflows([bundledWorkflowsFolder]);
const meaning = (workflow: string): Understanding => ({
  outcome: 'match',
  workflow,
  confidence: 0.9,
  alternatives: [{ workflow, confidence: 0.9 }],
  others: [],
});

/** A chat whose reader of choices says this of one question, and nothing of the others. */
function chatThatReads(question: string, read: (text: string) => ChoiceReading | null) {
  const choices = (asked: string, text: string) => (asked === question ? read(text) : null);
  const engine = createEngine(workflows, { ...testParts(), choices });
  return createFakeChat({ engine, person: people.known });
}

const always = (option: string | null, confidence: number) => () => ({ option, confidence });

test('the first message is filled by what the reader is sure of', () => {
  const sure = chatThatReads('printer_issues.problem', always('output', 0.85));
  sure.say('my letters look like modern art', meaning('printer_issues'));
  expect(sure.view().slots.problem).toBe('wrong, poor or no output');
  const unsure = chatThatReads('printer_issues.problem', always('output', 0.75));
  unsure.say('my letters look like modern art', meaning('printer_issues'));
  expect(unsure.view().slots.problem).toBeUndefined();
});

test('a name in a message gives way to another option that is surer still', () => {
  const said = 'the queue is empty and all it says is that nobody is home';
  const sure = chatThatReads('printer_issues.problem', always('offline', 0.93));
  sure.say(said, meaning('printer_issues'));
  expect(sure.view().slots.problem).toBe('offline');
  const lessSure = chatThatReads('printer_issues.problem', always('offline', 0.85));
  lessSure.say(said, meaning('printer_issues'));
  expect(lessSure.view().slots.problem).not.toBe('offline');
});

test('a pressed button, or a synonym alone, is what it says', () => {
  for (const pressed of ['Scanner', 'paper jam']) {
    const chat = chatThatReads('printer_issues.problem', (text) =>
      text === pressed ? { option: 'offline', confidence: 0.99 } : null,
    );
    chat.say('it is about a printer', meaning('printer_issues'));
    chat.say(pressed);
    expect(chat.view().slots.problem, pressed).not.toBe('offline');
  }
});

test('an answer whose words sound like another topic stays one, where the reader is sure', () => {
  const said = 'nothing but windows that hang since I came in';
  const chat = chatThatReads('email_issues.problem', (text) =>
    text === said ? { option: 'open', confidence: 0.95 } : null,
  );
  chat.say('something about my mailbox', meaning('email_issues'));
  chat.say(said, meaning('server_slowness'));
  expect(chat.view().workflow).toBe('email_issues');
  expect(chat.view().slots.problem).toBe('Outlook will not open');
});

test('an answer that reads like a question asks nothing, unless it says so', () => {
  const choices = (_: string, text: string) =>
    text.startsWith('the rest') ? { option: 'file', confidence: 0.95 } : null;
  const reader = () => ({ acts: [{ act: 'question' as const, confidence: 0.9 }], alternatives: [] });
  const engine = createEngine(workflows, { ...testParts(), reader, choices });
  const saidTo = (text: string) => {
    const chat = createFakeChat({ engine, person: people.known });
    chat.say('quickbooks trouble again', meaning('qb_issues'));
    const { reply } = chat.say(text);
    expect(chat.view().slots.problem, text).toBe('company file will not open');
    return reply.texts.join(' ');
  };
  expect(saidTo('the rest opens, Ridge Farm does not')).not.toContain('your question on the ticket');
  expect(saidTo('the rest opens, Ridge Farm does not, what does that mean?')).toContain('your question on the ticket');
});

test('an answer that names no option, or several, is the one that is read', () => {
  for (const said of ['there is a cow on each page', 'could be the queue, could be offline, to me it is art']) {
    const chat = chatThatReads('printer_issues.problem', (text) =>
      text === said ? { option: 'output', confidence: 0.85 } : null,
    );
    chat.say('it is about a printer', meaning('printer_issues'));
    chat.say(said);
    expect(chat.view().slots.problem, said).toBe('wrong, poor or no output');
  }
});

test('of options that are true together, the one that is read takes none away', () => {
  const chat = chatThatReads('email_issues.problem', (text) =>
    text.includes('nor') ? { option: 'receive', confidence: 0.99 } : null,
  );
  chat.say('something about my mailbox', meaning('email_issues'));
  chat.say("well, I can't send and it's not receiving, neither the one nor the other");
  expect(chat.view().slots.problem).toContain('cannot send');
});

test('what reports how a step went changes no earlier choice and fills none', () => {
  const chat = chatThatReads('printer_issues.problem', (text) =>
    text.startsWith('no,') ? { option: 'scanner', confidence: 0.99 } : null,
  );
  chat.say('the printer is offline', meaning('printer_issues'));
  const { reply } = chat.say('no, it still does not print and the panel is the same');
  expect(chat.view().slots.problem).toBe('offline');
  expect(reply.texts.join(' ')).not.toContain('scanner');
});

test('who is affected is read by the meanings of its options', () => {
  const chat = chatThatReads('people', always('several_people', 0.95));
  chat.say('the books refuse every one of my ladies', meaning('qb_issues'));
  expect(chat.view().slots.affected).toBe('the whole office');
});
