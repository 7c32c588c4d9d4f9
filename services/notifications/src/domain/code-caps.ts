import type { CodeCount, NotificationStore } from '../ports.ts';

/** How many codes go out in all, so that the chat is no way to fill strangers' mailboxes. */
export interface CodeCapSettings {
  /** Different addresses that get codes in one chat. @default 2 */
  readonly addressesPerChat: number;
  /** Codes that one visitor's chats cause in 24 hours. @default 6 */
  readonly perVisitorPerDay: number;
  /** Codes that one network address causes in 24 hours. @default 30 */
  readonly perNetworkPerDay: number;
  /** Codes to addresses that the directory does not know, of all visitors together, in an hour. @default 200 */
  readonly strangersPerHour: number;
}

export const defaultCodeCaps: CodeCapSettings = {
  addressesPerChat: 2,
  perVisitorPerDay: 6,
  perNetworkPerDay: 30,
  strangersPerHour: 200,
};

export type CodeCap = 'chat' | 'visitor' | 'network' | 'strangers';

export interface CountedCode {
  readonly requestId: string;
  readonly conversationId: string;
  /** Keyed digest of the address. */
  readonly recipient: string;
  readonly isKnown: boolean;
  readonly visitor?: string | undefined;
  readonly network?: string | undefined;
}

export interface CodeCaps {
  /** Counts this code, once for each request; the cap that forbids it, or null when it may go. */
  take(code: CountedCode): Promise<CodeCap | null>;
  /** Forgets what was counted for these chats. Returns how many counts went. */
  forget(conversations: readonly string[]): Promise<number>;
}

export interface CodeCapsDeps {
  readonly store: Pick<NotificationStore, 'takeCodeCount' | 'removeCodeCounts'>;
  readonly settings: CodeCapSettings;
  readonly now: () => Date;
  /** Keyed digests of text, the newest key's first: visitors and addresses are stored in no other form. */
  readonly digests: readonly [(text: string) => string, ...((text: string) => string)[]];
  /** So long are the addresses of a chat remembered, in milliseconds. */
  readonly chatMs: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Cap {
  readonly cap: CodeCap;
  readonly max: number;
  readonly windowMs: number;
  /** Whose codes are counted; null when this cap is not about this code. */
  readonly ofWhom: (code: CountedCode) => string | null;
  readonly what: (code: CountedCode) => string;
}

/** Caps over all replicas together, counted in the store. A code beyond one of them is not sent. */
export function createCodeCaps({ store, settings, now, digests, chatMs }: CodeCapsDeps): CodeCaps {
  const [digest] = digests;
  // The one that all strangers share is last: whoever is over a cap of her own takes nothing from the others.
  const caps: readonly Cap[] = [
    {
      cap: 'chat',
      max: settings.addressesPerChat,
      windowMs: chatMs,
      ofWhom: ({ conversationId }) => conversationId,
      what: ({ recipient }) => recipient,
    },
    {
      cap: 'visitor',
      max: settings.perVisitorPerDay,
      windowMs: dayMs,
      ofWhom: ({ visitor, conversationId }) => visitor ?? conversationId,
      what: ({ requestId }) => digest(requestId),
    },
    {
      cap: 'network',
      max: settings.perNetworkPerDay,
      windowMs: dayMs,
      ofWhom: ({ network }) => network ?? null,
      what: ({ requestId }) => digest(requestId),
    },
    {
      cap: 'strangers',
      max: settings.strangersPerHour,
      windowMs: hourMs,
      ofWhom: ({ isKnown }) => (isKnown ? null : 'all'),
      what: ({ requestId }) => digest(requestId),
    },
  ];

  return {
    async take(code) {
      const at = now().getTime();
      for (const { cap, max, windowMs, ofWhom, what } of caps) {
        const whom = ofWhom(code);
        if (whom === null) continue;
        const count: CodeCount = { key: digest(`${cap} ${whom}`), id: what(code), max, windowMs, at };
        if (!(await store.takeCodeCount(count))) return cap;
      }
      return null;
    },
    forget: (conversations) =>
      store.removeCodeCounts(conversations.flatMap((id) => digests.map((make) => make(`chat ${id}`)))),
  };
}
