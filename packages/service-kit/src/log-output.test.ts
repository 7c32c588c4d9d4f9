import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLogOutput, type FileCalls } from './log-output.ts';

type Done = Parameters<FileCalls['write']>[2];

/** A file that answers when it is told to. */
function slowFile() {
  const written: string[] = [];
  const open: { bytes: Buffer; done: Done }[] = [];
  const files: FileCalls = {
    write: (_fd, bytes, done) => void open.push({ bytes, done }),
    writeSync: (_fd, bytes) => {
      written.push(String(bytes));
      return bytes.length;
    },
  };
  const answer = (error: string | null, bytesMax = Number.POSITIVE_INFINITY) => {
    const call = open.shift();
    if (call === undefined) throw new Error('nothing is being written');
    const taken = Math.min(call.bytes.length, bytesMax);
    if (error === null) written.push(String(call.bytes.subarray(0, taken)));
    call.done(error === null ? null : Object.assign(new Error(error), { code: error }), error === null ? taken : 0);
  };
  return { files, answer, text: () => written.join('') };
}

test('lines are written in their order, several at once', async () => {
  const { files, answer, text } = slowFile();
  const output = createLogOutput({ fd: 1, files });
  output.write('a\n');
  output.write('b\n');
  await turn();
  output.write('c\n');
  answer(null, 3);
  answer(null);
  answer(null);
  expect(text()).toBe('a\nb\nc\n');
  expect(await output.drained(1_000)).toBe(true);
  expect(output.lost()).toBe(0);
});

test('what the disk refuses is counted, and the next line begins anew', async () => {
  const { files, answer, text } = slowFile();
  const output = createLogOutput({ fd: 1, files });
  output.write('first\n');
  await turn();
  answer(null, 3);
  output.write('second\n');
  answer('ENOSPC');
  answer(null);
  expect(text()).toBe('fir\nsecond\n');
  expect(output.lost()).toBe(1);
});

test('lines that find no room because nobody reads are counted', async () => {
  const { files } = slowFile();
  const output = createLogOutput({ fd: 1, files, waitingCharsMax: 10 });
  for (let line = 0; line < 5; line += 1) output.write('1234\n');
  expect(output.lost()).toBe(3);
  await turn();
  expect(await output.drained(20)).toBe(false);
});

test('the last words are written at once', () => {
  const { files, text } = slowFile();
  const output = createLogOutput({ fd: 1, files });
  output.write('the end\n');
  output.flushSync();
  expect(text()).toBe('the end\n');
});

test('a pipe that is full for a moment gets the line later', async () => {
  const { files, answer, text } = slowFile();
  const output = createLogOutput({ fd: 1, files });
  output.write('a\n');
  await turn();
  answer('EAGAIN');
  const written = output.drained(2_000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  answer(null);
  expect(await written).toBe(true);
  expect(text()).toBe('a\n');
});
