import type { RecordedCall, StepProgress } from '../ports.ts';

/** Most calls that a step keeps: the newest. A step takes two or three, one in trouble a few for each try. */
export const recordedCallsMax = 20;

export interface CallRecorder {
  add(call: RecordedCall): void;
  /** The same progress with the calls that were made until now. */
  into(progress: StepProgress): StepProgress;
}

/** Keeps the calls that a step takes, to be written down with whatever is written about it next. */
export function createCallRecorder(earlier: readonly RecordedCall[] = []): CallRecorder {
  let calls = earlier;
  return {
    add: (call) => {
      calls = [...calls, call].slice(-recordedCallsMax);
    },
    into: (progress) => (calls.length === 0 ? progress : { ...progress, calls }),
  };
}
