import type { Logger } from '@acebuddy/service-kit';
import type { EncryptionKeys } from '@acebuddy/storage';
import { catchesMail, type StandaloneConfig } from '../config.ts';
import { type MailCatcher, startMailCatcher } from '../mail-catcher.ts';
import { startZohoSimulation } from '../zoho-simulation.ts';
import { createAgentsSwitch } from './agents-switch.ts';
import { openStateFile } from './kept-state.ts';
import type { PlaygroundGround } from './open-playground.ts';

export interface TrialOptions {
  readonly config: StandaloneConfig;
  readonly keys: EncryptionKeys;
  /** Zoho is simulated by us. */
  readonly simulate: boolean;
  /** Where the playground is opened, for links to it. */
  readonly origin: string;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** What takes the place of Zoho and of the mail server, with what an earlier process left behind. */
export async function takeTrialGround({
  config,
  keys,
  simulate,
  origin,
  logger,
  now,
}: TrialOptions): Promise<{ readonly playground: PlaygroundGround | null; readonly mailCatcher: MailCatcher | null }> {
  if (!simulate) return { playground: null, mailCatcher: catchesMail(config) ? await startMailCatcher({ now }) : null };
  const file = openStateFile(config.DATA_DIR, keys, logger);
  const [simulation, mailCatcher] = await Promise.all([
    startZohoSimulation({
      dataDir: config.DATA_DIR,
      now,
      conversations: file.kept.conversations,
      ticketUrl: (ticketId) => `${origin}/playground#ticket-${ticketId}`,
    }),
    catchesMail(config) ? startMailCatcher({ now, kept: file.kept.mails }) : null,
  ]);
  const agents = createAgentsSwitch(simulation.salesiq, now);
  agents.set(file.kept.agents);
  return { playground: { config, simulation, mails: mailCatcher, file, agents }, mailCatcher };
}
