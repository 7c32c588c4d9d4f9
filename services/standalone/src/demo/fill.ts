import type { Logger } from '@acebuddy/service-kit';
import type { StandaloneConfig } from '../config.ts';
import { createAgents } from './agents.ts';
import { createApprovers } from './approvers.ts';
import { type Calendar, dayMs, drawStarts, minuteMs } from './calendar.ts';
import { demoDirectory, loadCast } from './cast.ts';
import { beginChat } from './chat.ts';
import { createRandom, type Random } from './random.ts';
import { refuseUnlessEmpty } from './refuse.ts';
import { loadStories, type Stories, type Story } from './story.ts';
import { arrangeTroubles } from './troubles.ts';
import { openWorld, type World } from './world.ts';

export interface DemoOptions {
  readonly config: StandaloneConfig;
  /** How many days before `until` the first chat is. */
  readonly days: number;
  readonly chats: number;
  readonly seed: number;
  readonly until: Date;
  readonly logger: Logger;
  readonly onProgress?: (label: string, done: number, total: number) => void;
}

/** What was made. */
export interface DemoReport {
  readonly chats: number;
  readonly tickets: number;
  readonly mails: number;
  /** The figures, as the console shows them. */
  readonly report: Awaited<ReturnType<World['clients']['conversation']['report']>>;
}

/**
 * Fills an empty simulated store with chats that the real services had with scripted customers, at simulated moments. The
 * same seed and end give the same figures.
 * @throws ConfigError when the store is not empty, or Zoho is real.
 */
export async function fillDemo(options: DemoOptions): Promise<DemoReport> {
  const { days, chats: count, logger, onProgress = () => undefined } = options;
  const config = settingsOf(options.config);
  await refuseUnlessEmpty(options.config);
  const random = createRandom(options.seed);
  const until = options.until.getTime();
  const from = until - days * dayMs;
  const [stories, cast] = await Promise.all([loadStories(), loadCast()]);
  const world = await openWorld(config, logger, from, random.fork('world'));
  try {
    const { agenda } = world;
    arrangeTroubles(world, { from, until, refused: cast.refused }, random.fork('troubles'));
    let begun = 0;
    planChats(world.calendar, stories, { from, until, count }, random.fork('starts')).forEach(({ at, story: told }, index) => {
      const own = random.fork(`chat ${index}`);
      const story = told ?? own.weighted(stories.all);
      const begin = beginChat(world, { key: `demo-${index}`, story, person: cast.draw(story.who, own), random: own });
      agenda.add(at, async () => {
        begun += 1;
        onProgress('chats', begun, count);
        await begin();
      });
    });
    const agents = createAgents(world, stories, random.fork('agents'));
    const approvers = createApprovers(world, random.fork('approvers'));
    await play(world, until, () => {
      agents.look();
      approvers.look();
    });
    return {
      chats: begun,
      tickets: world.simulation.desk.tickets().length,
      mails: world.mails.mails()[0]?.seq ?? 0,
      report: await world.clients.conversation.report({ ...daysOf(from, until), by: 'workflow' }),
    };
  } finally {
    await world.close();
  }
}

/** What needs somebody today: the story, and how many minutes before the end, or before the office closed, it begins. */
const today = [
  ['upset', 200],
  ['nobody-came', 95],
  ['waits-for-a-person', 35],
  ['rang-and-nobody-took-it', 24],
  ['frozen-solved', 12],
  ['ticket-with-code', 5],
] as const;

interface Planned {
  readonly at: number;
  /** Drawn where it is undefined. */
  readonly story?: Story | undefined;
}

function planChats(
  calendar: Calendar,
  { all }: Stories,
  span: { readonly from: number; readonly until: number; readonly count: number },
  random: Random,
): Planned[] {
  const lastOpen = calendar.openUntil(span.until);
  const last = today
    .slice(0, span.count)
    .map(([id, minutes]) => ({ at: lastOpen - minutes * minuteMs, story: all.find((story) => story.id === id) }))
    .filter(({ at }) => at > span.from);
  const drawn = drawStarts(calendar, { ...span, count: span.count - last.length }, random).map((at) => ({ at }));
  return [...drawn, ...last];
}

/** After a message timers of minutes are running; later only some of hours. */
const [soonMs, soonForMs, laterMs] = [3 * minuteMs, 45 * minuteMs, 40 * minuteMs];

/** Everything on the agenda up to the end, and between its entries what is due by time alone. */
async function play({ agenda, clock, settle }: World, until: number, look: () => void): Promise<void> {
  let lastAt = clock.at();
  for (;;) {
    const nextAt = Math.min(agenda.nextAt() ?? until, until);
    while (clock.at() < nextAt) {
      const step = clock.at() - lastAt < soonForMs ? soonMs : laterMs;
      clock.moveTo(Math.min(clock.at() + step, nextAt));
      await settle();
      look();
    }
    const entry = agenda.nextAt() === undefined || (agenda.nextAt() ?? 0) > until ? undefined : agenda.next();
    if (entry === undefined) return;
    lastAt = clock.at();
    await entry.run();
    await settle();
    look();
  }
}

/** Nothing leaves this machine, and nobody's own people or models are in a demo. */
function settingsOf(config: StandaloneConfig): StandaloneConfig {
  const origin = `http://${config.HOST}:${config.PORT || 8_000}`;
  return {
    ...config,
    PUBLIC_URL: config.PUBLIC_URL ?? origin,
    SMTP_URL: undefined,
    DIRECTORY_FILE: demoDirectory,
    DIRECTORY_URL: undefined,
    LLM_BASE_URL: undefined,
    LLM_MODEL: undefined,
    LLM_API_KEY: undefined,
  };
}

function daysOf(from: number, until: number): { from: string; to: string } {
  const date = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { from: date(from - dayMs), to: date(until + dayMs) };
}
