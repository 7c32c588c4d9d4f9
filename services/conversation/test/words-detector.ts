import type { Understanding } from '@acebuddy/workflows';

const topics: Readonly<Record<string, string>> = {
  printer: 'printer_issues',
  "it doesn't work": 'printer_issues',
  outlook: 'email_issues',
  'new user': 'user_management',
};
const sure = (workflow: string): Understanding => ({
  outcome: 'match',
  workflow,
  confidence: 0.95,
  alternatives: [{ workflow, confidence: 0.95 }],
  others: [],
});
const unsure: Understanding = {
  outcome: 'unsure',
  workflow: null,
  confidence: 0.4,
  alternatives: [
    { workflow: 'printer_issues', confidence: 0.4 },
    { workflow: 'email_issues', confidence: 0.35 },
  ],
  others: [],
};
const none: Understanding = { outcome: 'none', workflow: null, confidence: 0.05, alternatives: [], others: [] };

/** Knows a topic by a word of it; "something" may be two. */
export const wordsDetector = {
  detect: (text: string): Understanding => {
    if (/something/.test(text)) return unsure;
    const word = Object.keys(topics).find((name) => text.includes(name));
    return word === undefined ? none : sure(topics[word] as string);
  },
};
