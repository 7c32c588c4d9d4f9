import { type ChatWindow, createChatWindow, type SalesiqPortal } from '@acebuddy/salesiq/simulator';

export interface PlaygroundVisitor {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

/** Chat windows of people who try the product: SalesIQ's side is simulated, the webhook they call is the real one. */
export interface PlaygroundChats {
  /** A window for this browser's chat; opened with its first call. */
  open(key: string, visitor: PlaygroundVisitor): Promise<ChatWindow>;
  get(key: string): ChatWindow | undefined;
}

const chatsMax = 200;

export function createPlaygroundChats(portal: SalesiqPortal, callWebhook: typeof fetch): PlaygroundChats {
  const windows = new Map<string, ChatWindow>();
  return {
    async open(key, { name, email }) {
      const known = windows.get(key);
      if (known !== undefined) return known;
      const window = createChatWindow({
        portal,
        webhookUrl: 'http://playground.invalid/webhook/salesiq',
        fetch: callWebhook,
        visitor: {
          uniqueId: key,
          timeZone: 'America/Chicago',
          ...(name === undefined ? {} : { name }),
          ...(email === undefined ? {} : { email }),
        },
      });
      windows.set(key, window);
      const oldest = windows.keys().next().value;
      if (windows.size > chatsMax && oldest !== undefined) windows.delete(oldest);
      await window.open();
      return window;
    },
    get: (key) => windows.get(key),
  };
}
