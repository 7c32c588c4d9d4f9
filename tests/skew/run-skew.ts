import type { ServiceName } from '@acebuddy/standalone';
import { logOf } from '../chaos/log-of.ts';
import { judge } from '../chaos/render.ts';
import { runChaos } from '../chaos/run.ts';
import { programIn } from '../compat/release-archive.ts';
import { createDeployer } from './deployer.ts';
import { allDeployments, type Side, shortDeployments } from './deployments.ts';

export interface SkewOptions {
  /** Checkouts of both releases, with their dependencies. */
  readonly checkouts: Readonly<Record<Side, string>>;
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
  const { checkouts, seed, conversations, short, say, restMsMax = 240_000 } = options;
  const deployments = short ? shortDeployments(replicas) : allDeployments(replicas);
  const programOf = (side: Side, service: ServiceName) => programIn(checkouts[side], service);
  const result = await runChaos({
    setting: { topology: 'distributed', store: 'MongoDB', replicas },
    seed,
    conversations,
    quick: true,
    customers: 5,
    killsMin: deployments.length,
    killsMax: 0,
    restMsMax,
    env: process.env,
    say,
    programOf: (service) => programOf('old', service),
    strikerOf: (system) => createDeployer({ system, deployments, programOf, holdMs: 1_500, say }),
  });
  if (result === null) return null;
  const { lines, violations } = judge([result]);
  // A replica starts beside everything else on this machine: how long answers take then says nothing of two releases.
  const ours = violations.filter((violation) => !violation.includes(': replies over 4 s:'));
  const unstarted = result.endedAlone.map((line) => `did not start: ${line}`);
  return { lines, violations: [...ours, ...unstarted], log: logOf(result) };
}
