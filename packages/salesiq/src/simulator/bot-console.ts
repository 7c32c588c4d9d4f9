import type { KeyObject } from 'node:crypto';
import { createSigningKeys } from './signing.ts';

export interface BotConsoleOptions {
  readonly fetch?: typeof fetch;
  /** SalesIQ takes https without a port only (salesiq.md §1.1); a simulated one on the same machine has to take others. @default false */
  readonly takesAnyAddress?: boolean;
  readonly timeoutMs?: number;
}

export interface SavedWebhook {
  /** As the console shows it for copying: bare Base64 (salesiq.md §2.1). */
  readonly publicKey: string;
  /** What SalesIQ signs its calls with from now on. */
  readonly privateKey: KeyObject;
}

/**
 * The page of SalesIQ on which a bot of the platform "Webhooks" gets its address, "Secure your webhook" switched on: the
 * address is asked for when it is saved, and the key is shown only after it has answered (salesiq.md §1.1).
 */
export function createBotConsole({
  fetch: send = fetch,
  takesAnyAddress = false,
  timeoutMs = 5_000,
}: BotConsoleOptions = {}) {
  const answers = async (url: string, method: 'GET' | 'HEAD') => {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await send(url, { method, redirect: 'manual', signal }).catch(() => null);
    return answer?.status === 200;
  };
  return {
    /** @throws Error with what the console says where the address is not taken or does not answer. */
    async saveWebhook(url: string): Promise<SavedWebhook> {
      const { protocol, port } = new URL(url);
      if (!takesAnyAddress && (protocol !== 'https:' || port !== ''))
        throw new Error('The webhook URL must begin with https and must not contain a port number');
      if (!(await answers(url, 'GET')) && !(await answers(url, 'HEAD')))
        throw new Error('The webhook URL does not respond');
      const { privateKey, publicBase64 } = createSigningKeys();
      return { privateKey, publicKey: publicBase64 };
    },
  };
}
