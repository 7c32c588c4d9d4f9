import type { Program, ServiceName } from '@acebuddy/standalone';
import { logOf } from '../chaos/log-of.ts';
import { judge } from '../chaos/render.ts';
import { runChaos } from '../chaos/run.ts';
import { createDeployer } from './deployer.ts';
import { allDeployments, type Side, shortDeployments } from './deployments.ts';
import { watched } from './readiness-watch.ts';

export interface SkewOptions {
  /** What a service of either release is run from. */
  readonly programOf: (side: Side, service: ServiceName) => Program;
  /** Releases that are stopped without a word to the balancer, which looks at `/ready`. @default none */
  readonly fallsBefore?: readonly Side[];
  /** @default that of this process */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly seed: number;
  readonly conversations: number;
  /** Update, rollback and update only. */
  readonly short: boolean;
  /** Longest time for everything to come to rest, milliseconds. @default four minutes */
  readonly restMsMax?: number;
  readonly say: (line: string) => void;
}

export interface SkewReport {
  readonly lines: readonly string[];
  /** Sentences; empty is what we want. */
  readonly violations: readonly string[];
  /** Dialogues, tickets, sessions, mails, and what the processes wrote. */
  readonly log: string;
}

const replicas = 2;

/**
 * Customers talk to two replicas of each service on one MongoDB, while one after the other becomes the other release. What is
 * on the desk, in the mailboxes and in the transcripts is then compared with what they were told, as in `pnpm chaos`.
 *
 * @returns null without a MongoDB test server
 */
export async function runSkew(options: SkewOptions): Promise<SkewReport | null> {
  const {
    programOf,
    fallsBefore = [],
    env = process.env,
    seed,
    conversations,
    short,
    say,
    restMsMax = 240_000,
  } = options;
  const deployments = short ? shortDeployments(replicas) : allDeployments(replicas);
  const result = await runChaos({
    setting: { topology: 'distributed', store: 'MongoDB', replicas },
    seed,
    conversations,
    quick: true,
    customers: 5,
    killsMin: deployments.length,
    killsMax: 0,
    restMsMax,
    env,
    say,
    programOf: (service) => programOf('old', service),
    strikerOf: (system) => {
      const deployer = createDeployer({ system, deployments, programOf, holdMs: 1_500, fallsBefore, say });
      return fallsBefore.length === 0 ? deployer : watched(system, deployer);
    },
  });
  if (result === null) return null;
  const { lines, violations } = judge([result]);
  // A replica starts beside everything else on this machine: how long answers take then says nothing of two releases.
  const ours = violations.filter((violation) => !violation.includes(': replies over 4 s:'));
  const unstarted = result.endedAlone.map((line) => `did not start: ${line}`);
  return { lines, violations: [...ours, ...unstarted], log: logOf(result) };
}
