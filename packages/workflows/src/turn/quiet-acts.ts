import type { Act } from '@acebuddy/detection';

/** Never what the team would have to know. */
export const courtesy: readonly Act[] = ['greet', 'thanks', 'bye', 'smalltalk', 'nonsense', 'injection'];

/** The same, and what only moves the talk on: it tells nothing of what is wrong. */
export const quietActs: readonly Act[] = [
  ...courtesy,
  'status',
  'yes',
  'no',
  'done',
  'wait',
  'repeat',
  'rephrase',
  'back',
  'resume',
  'restart',
  'cancel',
  'solved',
  'worked',
  'skip',
];
