/**
 * `pnpm bench`: ratios measured in one run on one machine, since absolute figures of busy machines mean little. Rounds
 * alternate between the programs that are compared; the middle ratio of the rounds counts.
 */
import { randomUUID } from 'node:crypto';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { load } from './load.ts';
import { type Program, residentMb, startDistributed, startEcho, startStandalone, temporaryFolder } from './programs.ts';
import { type Figure, renderFigures } from './render-figures.ts';

const usage = `pnpm bench: starts the product several times and measures it, for about two minutes.

  --strict   ends with 1 when a goal is missed`;
const { values: asked } = readCommandLine({ usage, options: { strict: { type: 'boolean', default: false } } });

const rounds = 5;
const roundMs = 2_000;
const connections = 16;

const folder = temporaryFolder();
const figures: Figure[] = [];
try {
  figures.push(...(await startAndMemory()));
  figures.push(...(await throughput()));
  figures.push(await longChat());
} finally {
  folder.remove();
}
process.stdout.write(`${renderFigures(figures)}\n`);
process.exitCode = !asked.strict || figures.every((figure) => figure.reached) ? 0 : 1;

/** One chat in 64: normal messages of many chats, each a first or a further one, none of which makes a ticket. */
function chatMessage(run: string, n: number): string {
  return JSON.stringify({
    chat_id: `${run}-${n % 64}-${Math.floor(n / 1_280)}`,
    visitor_id: `visitor-${n % 64}`,
    visitor_email: 'test@company.com',
    visitor_name: 'Test User',
    message: n % 128 < 64 ? 'my printer shows offline' : 'why do you need that?',
  });
}

async function startAndMemory(): Promise<Figure[]> {
  const cold = await startStandalone(`${folder.path}/standalone`, 18_100);
  await cold.stop();
  const warm = await startStandalone(`${folder.path}/standalone`, 18_100);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const idle = residentMb(warm.pid);
  await warm.stop();
  const found: Omit<Figure, 'reached'>[] = [
    {
      name: 'warm start of standalone to a ready /ready',
      value: warm.readyMs / 1_000,
      unit: 's',
      goal: 3,
      better: 'less',
    },
    { name: 'idle memory of standalone', value: idle, unit: 'MB', goal: 180, better: 'less' },
  ];
  return found.map(judged);
}

async function throughput(): Promise<Figure[]> {
  const programs = {
    echo: await startEcho(),
    standalone: await startStandalone(`${folder.path}/standalone`, 18_100),
    distributed: await startDistributed(`${folder.path}/distributed`, 18_200),
  };
  const perSecond: Record<keyof typeof programs, number[]> = { echo: [], standalone: [], distributed: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of Object.keys(programs) as (keyof typeof programs)[]) {
      const result = await oneRound(name, programs[name]);
      if (round > 0) perSecond[name].push(result);
    }
    process.stderr.write(`round ${round} of ${rounds}${round === 0 ? ' (not counted)' : ''}\n`);
  }
  await Promise.all(Object.values(programs).map((program) => program.stop()));
  const ratio = (a: keyof typeof programs, b: keyof typeof programs) =>
    median(perSecond[a].map((value, index) => value / (perSecond[b][index] ?? Number.NaN)));
  const found: Omit<Figure, 'reached'>[] = [
    {
      name: 'message through standalone (durable, SQLite) ÷ bare Fastify echo',
      value: ratio('standalone', 'echo'),
      unit: '×',
      goal: 0.25,
      better: 'more',
    },
    {
      name: 'distributed ÷ standalone',
      value: ratio('distributed', 'standalone'),
      unit: '×',
      goal: 0.4,
      better: 'more',
    },
    {
      name: 'standalone, messages a second (for orientation)',
      value: median(perSecond.standalone),
      unit: '/s',
      goal: null,
      better: 'more',
    },
  ];
  return found.map(judged);
}

async function oneRound(name: string, program: Program): Promise<number> {
  const run = `${name}-${randomUUID().slice(0, 8)}`;
  const path = name === 'echo' ? '/' : '/webhook/salesiq';
  const { perSecond, failed } = await load({
    url: program.url,
    path,
    connections,
    durationMs: roundMs,
    body: (n) => chatMessage(run, n),
  });
  if (failed > 0) throw new Error(`${name} did not answer ${failed} requests with 200`);
  return perSecond;
}

/** Does a message cost more when the chat is long? The middle duration of messages around the 10th and the 1,000th. */
async function longChat(): Promise<Figure> {
  const program = await startStandalone(`${folder.path}/standalone`, 18_100);
  const ratios: number[] = [];
  for (let chat = 0; chat < 3; chat += 1) {
    const durations: number[] = [];
    const chatId = randomUUID();
    for (let n = 0; n < 1_040; n += 1) {
      const body = JSON.stringify({
        chat_id: chatId,
        message: n === 0 ? 'my printer shows offline' : 'why do you need that?',
      });
      const startedAt = performance.now();
      const response = await fetch(`${program.url}/webhook/salesiq`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      await response.arrayBuffer();
      durations.push(performance.now() - startedAt);
    }
    ratios.push(median(durations.slice(960, 1_040)) / median(durations.slice(5, 85)));
  }
  await program.stop();
  return judged({
    name: 'message 1,000 of a chat ÷ message 10',
    value: median(ratios),
    unit: '×',
    goal: 1.2,
    better: 'less',
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function judged(figure: Omit<Figure, 'reached'>): Figure {
  const { value, goal, better } = figure;
  return { ...figure, reached: goal === null || (better === 'more' ? value >= goal : value <= goal) };
}
