import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceProcess } from '@acebuddy/standalone';
import type { MailFailure } from '@acebuddy/testkit/servers';
import { type Fault, type MailFault, nameOf } from './faults.ts';
import type { Plan } from './plan.ts';
import type { System } from './system.ts';

export interface Striker {
  /** Strikes until `stop`; resolves when the last process is up again. */
  run(): Promise<void>;
  stop(): void;
  /** Faults by name: as often as calls suffered, where somebody counts that. */
  injected(): ReadonlyMap<string, number>;
  kills(): number;
  /** Processes that were to be killed and had ended by themselves. */
  endedAlone(): readonly string[];
  lastKillAt(): number;
}

const mailFailures: Readonly<Record<MailFault, MailFailure>> = {
  temporary: { at: 'data', code: 451 },
  permanent: { at: 'data', code: 554, message: 'refused for good' },
  refused_recipient: { at: 'rcpt', code: 450 },
  drop_before: { drop: 'lost' },
  drop_after: { drop: 'kept' },
};

const readyMsMax = 90_000;
/**
 * Tokens are voided at most once in so long: six refreshes in ten minutes are what we allow ourselves of Zoho's ten, and with
 * more of these than that every call would wait for the window, and nothing else be tried.
 */
const tokenFaultEveryMs = 110_000;
/** A process is up for at least this many times as long as it was down: else a slow machine would play nothing at all. */
const upPerDown = 2;

export function createStriker(system: System, plan: Plan, killsMax: number): Striker {
  const counts = new Map<string, number>();
  const restarting = new Set<Promise<void>>();
  /** Until then a process is left alone. */
  const spared = new Map<ServiceProcess, number>();
  const endedAlone: string[] = [];
  let stopped = false;
  let killed = 0;
  let killedAt = 0;
  let tokenFaultAt = Number.NEGATIVE_INFINITY;
  const count = (name: string, times: number): void => {
    counts.set(name, (counts.get(name) ?? 0) + times);
  };

  async function kill({ victim, downMs }: Extract<Fault, { on: 'process' }>): Promise<void> {
    const process = system.processes[victim % system.processes.length];
    if (process === undefined || performance.now() < (spared.get(process) ?? 0)) return;
    spared.set(process, Number.POSITIVE_INFINITY);
    if (await process.kill()) killed += 1;
    else endedAlone.push(`${process.name} was not there to be killed at ${new Date().toISOString()}`);
    const downAt = performance.now();
    killedAt = downAt;
    await wait(downMs);
    await start(process);
    const now = performance.now();
    spared.set(process, now + upPerDown * (now - downAt));
  }

  async function start(process: ServiceProcess): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      process.restart();
      try {
        return await process.ready(readyMsMax);
      } catch (error) {
        // Its store may be down at this moment: whoever runs it starts it again.
        if (tries === 10) throw error;
        count('process failed start', 1);
        await wait(300);
      }
    }
  }

  async function strike(fault: Fault): Promise<void> {
    switch (fault.on) {
      case 'desk': {
        if (fault.rule.kind.startsWith('token_')) {
          if (performance.now() - tokenFaultAt < tokenFaultEveryMs) return;
          tokenFaultAt = performance.now();
        }
        const id = system.zoho.desk.addFault(fault.rule);
        if (fault.rule.kind === 'index_lag') count(nameOf(fault), 1);
        if (fault.forMs !== undefined) setTimeout(() => system.zoho.desk.faults.remove(id), fault.forMs).unref();
        return;
      }
      case 'mail':
        system.mail.failNext({ ...mailFailures[fault.kind], times: fault.times });
        return count(nameOf(fault), fault.times);
      case 'salesiq':
        return system.zoho.hurtSalesiq(fault.kind, fault.times);
      case 'mongo':
        return system.mongo?.hurt(fault.kind, fault.times);
      case 'process': {
        if (killed + restarting.size >= killsMax) return;
        const restart = kill(fault).finally(() => restarting.delete(restart));
        restarting.add(restart);
        // Standalone is down as a whole meanwhile; of several processes at most two are.
        if (system.processes.length === 1 || restarting.size > 1) await Promise.race(restarting);
      }
    }
  }

  return {
    async run() {
      for (let next = 0; !stopped; next += 1) {
        const at = next % plan.faults.length;
        await wait(plan.pausesMs[at] ?? 500);
        const fault = plan.faults[at];
        if (!stopped && fault !== undefined) await strike(fault);
      }
      await Promise.all(restarting);
      system.zoho.calm();
      await system.mongo?.calm();
    },
    stop: () => {
      stopped = true;
    },
    injected: () => {
      const all = new Map(counts);
      for (const [kind, times] of Object.entries(system.zoho.desk.stats().faultsInjected))
        all.set(`desk ${kind}`, times);
      for (const [kind, times] of system.zoho.salesiqFaults) all.set(`salesiq ${kind}`, times);
      for (const [kind, times] of system.mongo?.suffered ?? []) all.set(`mongo ${kind}`, times);
      return all;
    },
    kills: () => killed,
    endedAlone: () => endedAlone,
    lastKillAt: () => killedAt,
  };
}
