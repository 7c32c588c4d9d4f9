import { describe, expect, it } from 'vitest';
import { bundledWorkflowsFolder, readWorkflows } from '../definition/load-workflows.ts';
import { readTried, readUndone, type TriableStep } from './read-tried.ts';

const steps: readonly TriableStep[] = [
  {
    key: 'power',
    words: [
      'switched off and on',
      'switched it off and on',
      'turned off and on',
      'restarted the printer',
      'power cycled',
    ],
  },
  { key: 'spooler', words: ['restarted the spooler', 'restarted the print service'] },
  { key: 'queue', words: ['cleared the queue', 'emptied the queue', 'deleted the jobs'] },
];

describe('what was tried before the chat', () => {
  it.each<[string, string[]]>([
    ['my printer is offline, I already switched it off and on', ['power']],
    ['I have turned the thing off and on again', ['power']],
    ['restarted the spooler twice, no luck', ['spooler']],
    ['I restarted the printer and cleared the print queue but nothing changed', ['power', 'queue']],
    ["we've power cycled it. Still dead. Also deleted all the jobs", ['power', 'queue']],
    ['Tried everything: restarted the print service, emptied the queue', ['spooler', 'queue']],
  ])('%s', (text, keys) => expect(readTried(text, steps)).toEqual(keys));

  it.each([
    'should I switch it off and on?',
    "I haven't restarted the printer yet",
    'can you tell me if somebody restarted the spooler?',
    'please restart the spooler',
    'my printer is offline',
    'I could have turned it off and on but I will not',
    'the printer was switched off',
  ])('is nothing in: %s', (text) => expect(readTried(text, steps)).toEqual([]));
});

describe('the thirteen workflows', () => {
  const { workflows } = readWorkflows([bundledWorkflowsFolder]);
  const guides = workflows.flatMap(({ definition, program }) =>
    program.nodes.flatMap((node) =>
      node.kind === 'guide' ? [{ id: definition.id, key: node.key, step: node.step }] : [],
    ),
  );
  it('say of every step that may mend something how people tell that they did it', () =>
    expect(
      guides
        .filter(({ step }) => step.goal === 'fix' && step.tried.length < 3)
        .map(({ id, step }) => `${id}: ${step.guide.slice(0, 40)}`),
    ).toEqual([]));
  it('have words that are heard', () => {
    for (const { key, step } of guides)
      for (const phrase of step.tried)
        expect([phrase, readTried(`I already tried it, I ${phrase}`, [{ key, words: step.tried }])]).toEqual([
          phrase,
          [key],
        ]);
  });
});

describe('why a step was not done', () => {
  const guide = 'Open the Display tab in Remote Desktop Connection and tick the box, or disable the antivirus.';

  it.each([
    ["I'm not disabling anything on this machine", 'refused'],
    ["we won't do that during the day", 'refused'],
    ['our auditors say we are not allowed', 'refused'],
    ["I don't see any Display tab here", 'cannot'],
    ['there is no such tab', 'cannot'],
    ["it's greyed out", 'cannot'],
    ['I did that already, same picture', 'before'],
    ['still one screen', null],
    ["I don't see any new mails", null],
    ["I'm not seeing a difference", null],
    ['no, nothing changed', null],
  ] as const)('%s: %s', (text, why) => {
    expect(readUndone(text, guide)).toBe(why);
  });
});
