import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What starts programs for people and ends without telling them: `npx` and `pnpm`, by command line or process title. */
const launcher = /(?:^|[\s/])(?:npx|npm|pnpm|yarn|corepack)(?:$|[\s.@:-])/;
const lookEveryMs = 500;
const depthMax = 10;

interface Ancestor {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/**
 * Resolves when one of the package managers that this program was started through has ended: a signal to `npx` ends `npx`
 * alone, and the program would keep its port. Null when it was started by none, as under a service manager.
 */
export function launchersEnd(): Promise<void> | null {
  const chain = ancestors();
  const watched = chain.slice(0, chain.findLastIndex(({ command }) => launcher.test(command)) + 1);
  return watched.length === 0 ? null : untilOneIsGone(watched);
}

async function untilOneIsGone(watched: readonly Ancestor[]): Promise<void> {
  for (;;) {
    await sleep(lookEveryMs, undefined, { ref: false });
    if (process.ppid !== watched[0]?.pid || watched.some(({ pid }) => !isThere(pid))) return;
  }
}

function ancestors(): Ancestor[] {
  const found: Ancestor[] = [];
  for (let pid = process.ppid; pid > 1 && found.length < depthMax; pid = found.at(-1)?.parent ?? 0) {
    const ancestor = describe(pid);
    if (ancestor === null) break;
    found.push(ancestor);
  }
  return found;
}

function describe(pid: number): Ancestor | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    // The name in brackets may hold anything: the state and the parent stand behind the last one.
    const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
    return { pid, parent, command };
  } catch {
    return process.platform === 'linux' ? null : describeByPs(pid);
  }
}

function describeByPs(pid: number): Ancestor | null {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8', timeout: 2_000 });
  const [, parent, command] = /^\s*(\d+)\s+(.*)$/m.exec(stdout ?? '') ?? [];
  return parent === undefined || command === undefined ? null : { pid, parent: Number(parent), command };
}

/** A process that ended and that nobody has taken notice of yet counts as gone. */
function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/.test(status.slice(status.lastIndexOf(')') + 2));
  } catch {
    return true;
  }
}
