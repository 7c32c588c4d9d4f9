import type { Understanding } from '@acebuddy/workflows';
import { expect, it } from 'vitest';
import { topicOf } from './hear.ts';

const none: Understanding = { outcome: 'none', workflow: null, confidence: 0.7, alternatives: [], others: [] };
const match: Understanding = { ...none, outcome: 'match', workflow: 'printer_issues', confidence: 0.9 };
const detector = { detect: (text: string) => (text.trim() === 'My printer is offline' ? match : none) };

it('takes the topic of a clause where a short message has none, and of no clause of a story', () => {
  expect(topicOf(detector, 'My printer is offline, thanks').workflow).toBe('printer_issues');
  expect(topicOf(detector, `My printer is offline, ${'and so on and on '.repeat(4)}`).workflow).toBeNull();
  expect(topicOf(detector, 'thanks, bye').workflow).toBeNull();
});
