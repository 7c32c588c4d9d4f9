import { expect, test } from 'vitest';
import { chosenText, labelText, nameOfWorkflows, nearTopics } from './label-text.ts';

const nameOf = nameOfWorkflows([{ id: 'printer_issues', name: 'Printer problems' }]);
const why = {
  ...{ question: null, at: null, rows: [], filled: [], cleared: [], effects: [] },
  acts: [{ act: 'request', confidence: 0.61 }],
  topics: [
    { workflow: null, confidence: 0.5 },
    { workflow: 'printer_issues', confidence: 0.334 },
  ],
};

test('what was said and what was chosen stand in plain words', () => {
  expect(labelText({ kind: 'topic', workflow: 'printer_issues' }, nameOf)).toBe('Printer problems');
  expect(labelText({ kind: 'topic', workflow: null }, nameOf)).toBe('None of the topics');
  expect(labelText({ kind: 'right' }, nameOf)).toBe('Right as it was');
  expect(chosenText({ why }, nameOf)).toMatch(/^None of the topics \(50 %\), .+ \(61 %\)$/);
  expect(chosenText({ why: null }, nameOf)).toBe('Nothing is kept of it');
});

test('the keys 1 to 3 give the topics that were near', () => {
  expect(nearTopics({ why })).toEqual(['printer_issues']);
  expect(nearTopics({ why: null })).toEqual([]);
});
