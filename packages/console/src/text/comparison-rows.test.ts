import { expect, test } from 'vitest';
import { changeText, errorText, type Group, isTold, shareText } from './comparison-rows.ts';

const group: Group = {
  ...{ head: 'topic', set: 'development', name: 'printer_issues', language: null, count: 80, before: 72, after: 70 },
  ...{ lost: 3, gained: 1, error: 0.034, isWorse: false, contradicted: 0, isContradicted: false },
};

test('shares, their error and the change stand in points', () => {
  expect([shareText(72, 80), shareText(0, 0), errorText(0.034)]).toEqual(['90.0 %', '–', '± 3.4']);
  expect([changeText(group), changeText({ ...group, after: 72 }), changeText({ ...group, after: 80 })]).toEqual([
    '−2.5',
    '0.0',
    '+10.0',
  ]);
});

test('what did not change is told only in the sums', () => {
  const same = { ...group, lost: 0, gained: 0 };
  expect([isTold(group), isTold(same), isTold({ ...same, name: 'all' })]).toEqual([true, false, true]);
});
