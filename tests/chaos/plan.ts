import { createRandom, type Random } from '@acebuddy/service-kit/random';
import type { FaultKind } from '@acebuddy/zoho-desk/simulator';
import { type Story, stories } from '../e2e/stories.ts';
import { type Fault, mailFaults, mongoFaults, salesiqFaults } from './faults.ts';

/** What is odd about the delivery of one of the customer's messages. */
export type Oddity = 'repeat' | 'parallel_repeat' | 'two_at_once' | 'overtaken' | 'late';

export interface PlannedChat {
  readonly index: number;
  /** The flat form for integrators, or SalesIQ's own chat window. */
  readonly form: 'flat' | 'zobot';
  readonly story: Story;
  readonly name: string;
  readonly email: string;
  /** Oddities by the number of the turn. */
  readonly oddities: ReadonlyMap<number, Oddity>;
  /** Says thanks after the ticket, which must not make another one. */
  readonly saysThanks: boolean;
  /**
   * An agent answers on the ticket or changes its status, or (SalesIQ's own window only) an operator takes the chat, or none
   * whom she asked for.
   */
  readonly aftermath: 'none' | 'agent_reply' | 'agent_status' | 'operator' | 'missed';
}

export interface Plan {
  readonly seed: number;
  readonly chats: readonly PlannedChat[];
  /** In the order in which they strike; the runner starts again from the front when all are spent. */
  readonly faults: readonly Fault[];
  /** Pause before each fault, milliseconds. */
  readonly pausesMs: readonly number[];
}

export interface PlanOptions {
  readonly seed: number;
  readonly conversations: number;
  readonly processes: number;
  readonly mongo: boolean;
  /** Leaves out what the product rightly waits minutes for. */
  readonly quick: boolean;
}

/** Everything that is decided before a run, from the seed alone: the same seed gives the same plan. */
export function createPlan(options: PlanOptions): Plan {
  const random = createRandom(options.seed);
  const faults = planFaults(random.fork('faults'), options);
  const pauses = random.fork('pauses');
  return {
    seed: options.seed,
    chats: Array.from({ length: options.conversations }, (_, index) => planChat(random.fork(`chat ${index}`), index)),
    faults,
    pausesMs: faults.map(() => pauses.int(150, 1_100)),
  };
}

const oddities: readonly Oddity[] = ['repeat', 'parallel_repeat', 'two_at_once', 'overtaken', 'late'];

function planChat(random: Random, index: number): PlannedChat {
  const turns = random.shuffled(Array.from({ length: 8 }, (_, turn) => turn)).slice(0, random.int(0, 3));
  const form = random.chance(0.5) ? 'flat' : 'zobot';
  return {
    index,
    form,
    story: random.pick(stories),
    name: `Chaos Customer ${index}`,
    email: `customer${index}@chaos.example`,
    oddities: new Map(turns.map((turn) => [turn, random.pick(oddities)])),
    saysThanks: random.chance(0.4),
    aftermath: planAftermath(random, form),
  };
}

function planAftermath(random: Random, form: PlannedChat['form']): PlannedChat['aftermath'] {
  if (random.chance(0.25)) return random.pick(['agent_reply', 'agent_reply', 'agent_status']);
  if (form === 'flat' || random.chance(0.5)) return 'none';
  return random.pick(['operator', 'operator', 'missed']);
}

/** Half of the faults kill processes; all kinds come once before any comes again. */
function planFaults(random: Random, options: PlanOptions): Fault[] {
  const rounds = Math.max(1, Math.ceil(options.conversations / 60));
  return Array.from({ length: rounds }, (_, round) => {
    const kinds = random.shuffled([...deskFaults(random, options), ...otherFaults(random, options)]);
    const kills = random.shuffled(kinds.map((_, index) => index)).slice(0, Math.ceil(kinds.length / 2));
    // In turn, from a place of the round's own: every process dies before one dies twice.
    const turns = new Map(kills.map((index, turn) => [index, turn + round]));
    return kinds.flatMap((fault, index) => {
      const turn = turns.get(index);
      return turn === undefined ? [fault] : [fault, kill(random, turn, options)];
    });
  }).flat();
}

function kill(random: Random, turn: number, { processes }: PlanOptions): Fault {
  return {
    on: 'process',
    kind: 'sigkill',
    victim: turn % processes,
    downMs: random.int(0, 900),
  };
}

/** Each strikes some calls of any operation; a few are short states of the whole desk. */
const struckKinds = [
  'reset_before',
  'reset_after',
  'error_before',
  'error_after',
  'gateway_before',
  'gateway_after',
  'concurrency',
  'ok_with_error',
  'html',
  'truncated',
  'cut_off',
  'wrong_type',
  'redirect',
] as const satisfies readonly FaultKind[];

/** On the calls that would leave something double behind. */
const writes = ['createTicket', 'createComment'];

function deskFaults(random: Random, { quick }: PlanOptions): Fault[] {
  const desk = (rule: Extract<Fault, { on: 'desk' }>['rule'], forMs?: number): Fault => ({
    on: 'desk',
    rule,
    ...(forMs === undefined ? {} : { forMs }),
  });
  const struck = struckKinds.map((kind) =>
    desk({ kind, times: random.int(1, 4), ...(random.chance(0.6) ? { operations: writes } : {}) }),
  );
  return [
    ...struck,
    desk({ kind: 'latency', rate: 0.5, delayMs: random.int(300, 2_500) }, random.int(1_000, 4_000)),
    desk({ kind: 'hang', times: 1, operations: writes }),
    desk({ kind: 'hang_after', times: random.int(1, 2), operations: writes }),
    desk({ kind: 'slow_drip', times: 1, delayMs: 20, operations: writes }),
    desk({ kind: 'daily', times: 1, retryAfterS: 3 }),
    desk({ kind: 'token_expired', times: 1 }),
    desk({ kind: 'duplicate_contact', times: 1, operations: ['createTicket'] }),
    desk({ kind: 'index_lag' }, random.int(1_000, 4_000)),
    ...(random.chance(0.15) ? [desk({ kind: 'token_revoked', times: 1 })] : []),
    // A portal whose layout misses a field is looked at again after five minutes.
    ...(quick ? [] : [desk({ kind: 'mandatory_field', times: 1, operations: ['createTicket'] })]),
  ];
}

function otherFaults(random: Random, { mongo }: PlanOptions): Fault[] {
  return [
    ...mailFaults.map((kind): Fault => ({ on: 'mail', kind, times: random.int(1, 2) })),
    ...salesiqFaults.map((kind): Fault => ({ on: 'salesiq', kind, times: random.int(1, 3) })),
    ...(mongo ? mongoFaults.map((kind): Fault => ({ on: 'mongo', kind, times: random.int(1, 5) })) : []),
  ];
}
