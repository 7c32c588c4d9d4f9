import type { ExtraRoutes } from '@acebuddy/gateway';
import { createEventSender } from '@acebuddy/salesiq/simulator';
import type { StandaloneConfig } from '../config.ts';
import type { Explain } from '../explain.ts';
import type { MailCatcher } from '../mail-catcher.ts';
import type { ZohoSimulation } from '../zoho-simulation.ts';
import type { AgentsSwitch } from './agents-switch.ts';
import { createPlaygroundChats, webhookUrl } from './chats.ts';
import { keepPlayground } from './keep-playground.ts';
import type { StateFile } from './kept-state.ts';
import { createLiveState } from './live-state.ts';
import { playgroundPeople } from './people.ts';
import { createPlayground } from './routes.ts';

export interface PlaygroundGround {
  readonly config: StandaloneConfig;
  readonly simulation: ZohoSimulation;
  readonly mails: MailCatcher | null;
  readonly file: StateFile;
  readonly agents: AgentsSwitch;
}

/** The product that a playground is to. */
export interface PlaygroundProduct {
  /** How its windows reach the bot. */
  readonly callWebhook: typeof fetch;
  readonly explain: Explain;
  /** Origin of the gateway. @default the playground's own */
  readonly gateway?: string;
}

/** The playground on a simulation, with the chats that were there before. */
export async function openPlayground(
  ground: PlaygroundGround,
  { callWebhook, explain, gateway = '' }: PlaygroundProduct,
): Promise<ExtraRoutes> {
  const { config, simulation, mails, file, agents } = ground;
  const people = await playgroundPeople(config);
  const portal = simulation.salesiq;
  const chats = createPlaygroundChats(portal, callWebhook, file.kept.chats);
  // What operators say and how chats end reaches the product as from SalesIQ.
  const events = createEventSender({ portal, url: webhookUrl, fetch: callWebhook });
  const keeping = keepPlayground({ simulation, mails, chats, agents, file });
  const live = createLiveState({ simulation, mails, chats, agents, people, gateway });
  const routes = createPlayground({ simulation, chats, live, agents, explain, onChanged: keeping.touch });
  return {
    ...routes,
    async register(app) {
      await routes.register(app);
      app.addHook('onClose', async () => {
        events.stop();
        keeping.close();
      });
    },
  };
}
