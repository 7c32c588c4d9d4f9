import { setTimeout as wait } from 'node:timers/promises';
import type { Program, ServiceName } from '@acebuddy/standalone';
import type { Striker } from '../chaos/strike.ts';
import type { System } from '../chaos/system.ts';
import type { Deployment, Side } from './deployments.ts';

export interface DeployerOptions {
  readonly system: System;
  readonly deployments: readonly Deployment[];
  readonly programOf: (side: Side, service: ServiceName) => Program;
  /** How long a state stands before the next deployment, milliseconds. */
  readonly holdMs: number;
  /** Releases whose `/ready` falls before they stop: nobody takes them out of a balancer that looks at it. @default none */
  readonly fallsBefore?: readonly Side[];
  readonly say: (line: string) => void;
}

const readyMsMax = 300_000;

/**
 * In the place of faults: one replica after the other is taken out of the balancer, stopped (SIGTERM) and started as the
 * other release, as docs/upgrading.md says.
 */
export function createDeployer({
  system,
  deployments,
  programOf,
  holdMs,
  fallsBefore = [],
  say,
}: DeployerOptions): Striker {
  let done = 0;
  let doneAt = 0;
  const endedAlone: string[] = [];

  async function deploy({ service, replica, to }: Deployment): Promise<void> {
    const process = system.processes.filter(({ name }) => name === service)[replica];
    if (process === undefined) throw new Error(`there is no replica ${replica} of ${service}`);
    if (!fallsBefore.includes(to === 'new' ? 'old' : 'new')) await system.balancer.drain(process.url);
    await process.stop();
    process.restart(programOf(to, service));
    await process.ready(readyMsMax).catch((error: unknown) => endedAlone.push(`${service} as ${to}: ${String(error)}`));
    system.balancer.putBack(process.url);
    done += 1;
    doneAt = performance.now();
    say(`${done} of ${deployments.length}: ${service} ${replica + 1} is ${to}`);
  }

  return {
    async run() {
      for (const deployment of deployments) {
        await wait(holdMs);
        await deploy(deployment);
      }
    },
    stop: () => undefined,
    injected: () => new Map([['deployments', done]]),
    kills: () => done,
    endedAlone: () => endedAlone,
    lastKillAt: () => doneAt,
  };
}
