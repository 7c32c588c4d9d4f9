import { expect, it } from 'vitest';
import { freshProgress } from '../adapters/step-codec.ts';
import type { RecordedCall } from '../ports.ts';
import { createCallRecorder, recordedCallsMax } from './recorded-calls.ts';

const callAt = (at: number): RecordedCall => ({
  at,
  method: 'GET',
  path: '/tickets',
  ms: 1,
  status: 200,
  outcome: 'ok',
});

it('adds nothing to a step that took no call', () => {
  expect(createCallRecorder().into(freshProgress)).toBe(freshProgress);
});

it('keeps the newest calls, earlier turns included', () => {
  const recorder = createCallRecorder(Array.from({ length: recordedCallsMax - 1 }, (_, at) => callAt(at)));
  recorder.add(callAt(100));
  recorder.add(callAt(101));
  const calls = recorder.into({ ...freshProgress, calls: [] }).calls ?? [];
  expect(calls).toHaveLength(recordedCallsMax);
  expect([calls[0]?.at, calls.at(-1)?.at]).toEqual([1, 101]);
});
