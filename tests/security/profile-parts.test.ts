import type { Profiler } from 'node:inspector';
import { expect, test } from 'vitest';
import { sharesOf } from './profile-parts.ts';

const frame = (functionName: string, url = '') => ({ functionName, url, scriptId: '', lineNumber: 0, columnNumber: 0 });
const node = (id: number, children: number[], functionName: string, url?: string) => ({
  id,
  children,
  callFrame: frame(functionName, url),
});

test('time belongs to the innermost part on the stack; waiting and stand-ins are left out', () => {
  const profile: Profiler.Profile = {
    nodes: [
      node(1, [2, 3, 7], '(root)'),
      node(2, [], '(idle)'),
      node(3, [4, 6], 'handle', 'file:///services/x.ts'),
      node(4, [5], 'redact', 'file:///packages/redaction/src/redact.ts'),
      node(5, [], 'seal', 'file:///packages/storage/src/record-cipher.ts'),
      node(6, [8], 'simulated', 'file:///packages/zoho-desk/src/simulator/http.ts'),
      node(7, [], '(garbage collector)'),
      node(8, [], 'seal', 'file:///packages/storage/src/record-cipher.ts'),
    ],
    startTime: 0,
    endTime: 100,
    samples: [2, 3, 4, 5, 6, 7, 8],
    timeDeltas: [50, 1, 2, 4, 8, 16, 32],
  };
  const parts = [
    { name: 'redaction', files: /redaction/ },
    { name: 'encryption', files: /record-cipher/ },
  ];
  const { micros, totalMicros } = sharesOf(profile, parts, /simulator/);
  expect(Object.fromEntries(micros)).toEqual({ redaction: 2, encryption: 4, rest: 17 });
  expect(totalMicros).toBe(23);
});
