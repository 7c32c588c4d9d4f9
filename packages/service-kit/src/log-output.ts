import { write, writeSync } from 'node:fs';

/** Where log lines go. Nothing that happens to it ends, blocks or fails the program: a line that cannot be written is counted. */
export interface LogOutput {
  write(line: string): void;
  /** Hands what waits to the system in one go; for the last words of a program. Never throws, tries once, waits for no reader. */
  flushSync(): void;
  /** Resolves with true when everything is written, with false when that takes longer than `waitMsMax`. */
  drained(waitMsMax: number): Promise<boolean>;
  /** Lines that could not be written, or found no room because nobody reads. */
  lost(): number;
}

/** The part of `node:fs` that is used, for tests. */
export interface FileCalls {
  write(fd: number, bytes: Buffer, done: (error: NodeJS.ErrnoException | null, written: number) => void): void;
  writeSync(fd: number, bytes: Buffer): number;
}

export interface LogOutputOptions {
  readonly fd: number;
  /** Most characters that wait for a slow reader. @default 1,048,576 */
  readonly waitingCharsMax?: number;
  readonly files?: FileCalls;
}

/** A pipe that is full for a moment: the reader is slow. */
const busy = new Set(['EAGAIN', 'EBUSY']);
const busyPauseMs = 50;
/** A write that takes longer has a reader that does not read. */
const stuckAfterMs = 1_000;

/**
 * Lines are written off the thread, several at once. A synchronous write would stand still with a reader that does not read,
 * and pino's own destination turns in a circle when the disk is full and the last line is to be flushed.
 */
export function createLogOutput({
  fd,
  waitingCharsMax = 1_048_576,
  files = { write, writeSync },
}: LogOutputOptions): LogOutput {
  let waiting: string[] = [];
  let waitingChars = 0;
  let lostLines = 0;
  let state: 'idle' | 'due' | 'writing' = 'idle';
  /** A line was cut off in the middle: the next one must not continue it. */
  let isBroken = false;
  const listeners: (() => void)[] = [];
  let sentAt = 0;

  const take = (): { bytes: Buffer; lines: number } => {
    const taken = { bytes: Buffer.from(`${isBroken ? '\n' : ''}${waiting.join('')}`), lines: waiting.length };
    waiting = [];
    waitingChars = 0;
    return taken;
  };
  const next = (): void => {
    if (waiting.length > 0) {
      const { bytes, lines } = take();
      state = 'writing';
      send(bytes, lines, false);
      return;
    }
    state = 'idle';
    for (const listener of listeners.splice(0)) listener();
  };
  const send = (bytes: Buffer, lines: number, isBegun: boolean): void => {
    sentAt = performance.now();
    files.write(fd, bytes, (error, written) => {
      if (error !== null && busy.has(error.code ?? '')) {
        setTimeout(() => send(bytes, lines, isBegun), busyPauseMs).unref();
        return;
      }
      if (error !== null) {
        lostLines += lines;
        isBroken ||= isBegun;
        next();
      } else if (written < bytes.length) {
        send(bytes.subarray(written), lines, true);
      } else {
        isBroken = false;
        next();
      }
    });
  };

  return {
    write(line) {
      if (waitingChars + line.length > waitingCharsMax) {
        lostLines += 1;
        return;
      }
      waiting.push(line);
      waitingChars += line.length;
      if (state !== 'idle') return;
      state = 'due';
      setImmediate(() => {
        if (state === 'due') next();
      });
    },
    flushSync() {
      if (waiting.length === 0) return;
      const { bytes, lines } = take();
      try {
        if (state === 'writing' && performance.now() - sentAt > stuckAfterMs) throw new Error('nobody reads');
        files.writeSync(fd, bytes);
      } catch {
        lostLines += lines;
      }
    },
    drained(waitMsMax) {
      if (state === 'idle') return Promise.resolve(true);
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), waitMsMax);
        listeners.push(() => {
          clearTimeout(timer);
          resolve(true);
        });
      });
    },
    lost: () => lostLines,
  };
}
