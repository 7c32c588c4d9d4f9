import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Lets every other thread go first where there are fewer cores than work: the answers of all wait for the main thread, and for
 * this one only a long text. Linux counts priorities by thread; elsewhere the whole process would step back, so nothing is done.
 */
export function stepBack(): void {
  try {
    // `<process>/task/<thread>`, as the calling thread sees itself.
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    if (thread !== process.pid) setPriority(thread, constants.priority.PRIORITY_LOW);
  } catch {
    // No Linux, or not allowed: slower under load, and right all the same.
  }
}
