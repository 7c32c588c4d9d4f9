import { withRequestId } from '@acebuddy/service-kit';
import { inTime } from '../channels/in-time.ts';
import type { GatewayDeps } from '../deps.ts';

/** Milliseconds between two looks; one look serves everybody who listens. */
const everyMs = 2_000;
const answerMsMax = 3_000;

/** Hears of the mark of the newest change, after every look. */
type Listener = (mark: string) => void;

export interface LiveHub {
  /** Looks while anybody listens. @returns ends the listening */
  listen(listener: Listener): () => void;
}

export function createLiveHub(deps: Pick<GatewayDeps, 'conversation' | 'newId'>, pauseMs = everyMs): LiveHub {
  const listeners = new Set<Listener>();
  let isLooking = false;
  let timer: NodeJS.Timeout | undefined;

  const look = async (): Promise<void> => {
    isLooking = true;
    // Not under the id of whoever happened to listen first.
    const asked = withRequestId(deps.newId(), () => inTime(deps.conversation.liveMark(), answerMsMax));
    const outcome = await asked;
    // A service that does not answer has nothing new to tell.
    if (outcome.kind === 'done') for (const listener of [...listeners]) listener(outcome.value.mark);
    isLooking = false;
    if (listeners.size > 0) timer = setTimeout(() => void look(), pauseMs).unref();
  };

  return {
    listen(listener) {
      listeners.add(listener);
      if (!isLooking) {
        clearTimeout(timer);
        void look();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
  };
}
