import { expect, it } from 'vitest';
import { describeWhy, stepWords } from './describe-why.ts';
import { rulesBeforeTable, type TurnWhy } from './why.ts';

const nothing: TurnWhy = {
  question: null,
  at: null,
  acts: [],
  topics: [],
  rows: [],
  filled: [],
  cleared: [],
  effects: [],
};

it('says in plain words what was read, decided, noted and done', () => {
  const lines = describeWhy({
    question: { kind: 'choice', ask: 'Which printer is it?' },
    at: { workflow: 'printer_issues', step: 'ask:printer' },
    acts: [{ act: 'not_worked', confidence: 0.973 }],
    topics: [{ workflow: null, confidence: 0.6 }],
    rows: [
      { row: 'not_worked at guide', commands: ['step_failed'] },
      { row: 'yes at ways', commands: [] },
    ],
    filled: [
      { slot: 'printer_model', value: 'HP 400', text: 'the hp 400' },
      { slot: 'name', value: 'Ann', text: 'Ann' },
    ],
    cleared: ['symptom'],
    effects: ['createTicket', 'forward'],
  });
  expect(lines.map(({ label, text }) => `${label}: ${text}`)).toEqual([
    'Read as: not worked 97%; about no topic 60%; when asked: “Which printer is it?”; in printer issues, asking for printer',
    'Decided by: not worked at guide → step failed; yes at ways → asked again',
    'Noted: printer model = HP 400 (from “the hp 400”); name = Ann',
    'Taken back: symptom',
    'Did: create ticket, forward',
  ]);
});

it.each([
  ['guide:130rxkl', 'at a step to try'],
  ['say:9zz', 'at something that is told'],
  ['ask:printer_model', 'asking for printer model'],
  ['confirm', 'at the summary to confirm'],
  ['restart_spooler', 'at restart spooler'],
])('says %j in words', (step, words) => {
  expect(stepWords(step)).toBe(words);
});

it('says that nothing was read surely', () => {
  const acts = [{ act: 'cannot', confidence: 0.4 }];
  const [line] = describeWhy({ ...nothing, acts, rows: [{ row: 'unsure at guide', commands: ['ask_meant'] }] });
  expect(line?.text).toBe('nothing surely, perhaps cannot 40%');
});

it('has words for every rule that comes before the table', () => {
  for (const row of rulesBeforeTable) {
    const lines = describeWhy({ ...nothing, rows: [{ row, commands: [] }] });
    expect(lines).toMatchObject([{ label: 'Decided by' }]);
    expect(lines[0]?.text).not.toContain('→');
  }
});
