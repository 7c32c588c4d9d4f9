import type { Logger } from '@acebuddy/service-kit';
import { createRandom } from '@acebuddy/service-kit/random';
import type { StandaloneConfig } from '../config.ts';
import { createAgents } from './agents.ts';
import { createApprovers } from './approvers.ts';
import { dayMs } from './calendar.ts';
import { demoDirectory, loadCast } from './cast.ts';
import { beginChat } from './chat.ts';
import { planChats } from './plan.ts';
import { play } from './play.ts';
import { refuseUnlessEmpty } from './refuse.ts';
import { loadStories } from './story.ts';
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
  const world = await openWorld(config, logger, from);
  try {
    const { agenda } = world;
    arrangeTroubles(world, { from, until, refused: cast.refused }, random.fork('troubles'));
    let begun = 0;
    planChats(world.calendar, stories, { from, until, count }, random.fork('starts')).forEach(
      ({ at, story: told }, index) => {
        const own = random.fork(`chat ${index}`);
        const story = told ?? own.weighted(stories.all);
        const plan = { key: `demo-${index}`, story, person: cast.draw(story.who, own), random: own };
        agenda.add(at, async () => {
          begun += 1;
          onProgress('chats', begun, count);
          await beginChat(world, plan);
        });
      },
    );
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
