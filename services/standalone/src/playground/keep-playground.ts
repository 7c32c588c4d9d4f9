import type { MailCatcher } from '../mail-catcher.ts';
import type { ZohoSimulation } from '../zoho-simulation.ts';
import type { AgentsSwitch } from './agents-switch.ts';
import type { PlaygroundChats } from './chats.ts';
import type { StateFile } from './kept-state.ts';

/** Changes come in bursts; who kills the process right after one loses no more than this. */
const writeAfterMs = 150;
const conversationsMax = 300;

export interface Keeping {
  /** Something changed that neither the portal nor the catcher tells of. */
  touch(): void;
  /** Writes what is not written yet. */
  close(): void;
}

/** Writes chats and mails of the playground down whenever they change, so that a restart goes on with them. */
export function keepPlayground(deps: {
  readonly simulation: ZohoSimulation;
  readonly mails: MailCatcher | null;
  readonly chats: PlaygroundChats;
  readonly agents: AgentsSwitch;
  readonly file: StateFile;
}): Keeping {
  const { simulation, mails, chats, agents, file } = deps;
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    timer = undefined;
    file.write({
      chats: chats.kept(),
      conversations: simulation.salesiq.conversations().slice(-conversationsMax),
      mails: mails?.mails() ?? [],
      agents: agents.position,
    });
  };
  const touch = () => {
    timer ??= setTimeout(write, writeAfterMs);
  };
  simulation.salesiq.onChange(touch);
  mails?.onChange(touch);
  return {
    touch,
    close() {
      if (timer === undefined) return;
      clearTimeout(timer);
      write();
    },
  };
}
