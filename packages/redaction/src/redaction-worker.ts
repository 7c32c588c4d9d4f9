import { isMainThread } from 'node:worker_threads';
import { redact, redactText } from './redact.ts';
import { stepBack } from './step-back.ts';

if (!isMainThread) stepBack();

/** A text without its secrets, and without those that are no one-time codes. */
export interface Redacted {
  readonly text: string;
  readonly withCodes: string;
}

/** What the thread of `createRedactor` does. */
export default function redactAll(texts: readonly string[]): readonly Redacted[] {
  return texts.map((given) => {
    const { text, found } = redact(given);
    return { text, withCodes: found.includes('code') ? redactText(given, { keepCodes: true }) : text };
  });
}
