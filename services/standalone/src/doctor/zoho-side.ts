import { type Check, clockCheck, type SalesiqProbe, salesiqCheck, skipped, zohoCheck } from '@acebuddy/checks';
import type { DeskConfig } from '@acebuddy/contracts';
import { createSalesiqClient, salesiqOriginOf } from '@acebuddy/salesiq';
import { checkConnection, type ZohoConnection } from '@acebuddy/ticketing';
import {
  createMemoryTokenStore,
  createRefreshingToken,
  createStaticToken,
  systemClock,
  type TokenSource,
} from '@acebuddy/zoho-desk';
import { isSimulated, isTrial, type StandaloneConfig } from '../config.ts';
import { realConnection } from '../zoho-connection.ts';

/** What is at Zoho's: Desk, the clock by it, and SalesIQ. One access token for all looks: Zoho gives out ten in ten minutes. */
export function zohoSide(config: StandaloneConfig, file: DeskConfig): Check[] {
  if (isSimulated(config)) {
    const none = async () =>
      skipped('No credentials: a simulated Zoho takes its place. pnpm run setup connects a real one');
    return [
      { id: 'zoho', look: none },
      { id: 'salesiq', look: none },
    ];
  }
  const connection = realConnection(config, file);
  const tokens = tokensOf(connection);
  const { SALESIQ_SCREEN_NAME: screenName } = config;
  const origin = config.SALESIQ_URL ?? salesiqOriginOf(config.ZOHO_DC);
  return [
    zohoCheck(() => checkConnection({ connection, config: file, tokens, simulated: isTrial(config) })),
    clockCheck({ origin: connection.deskOrigin, now: () => new Date() }),
    salesiqCheck(screenName, () => probeSalesiq({ origin, screenName: screenName ?? '', tokens })),
  ];
}

export function tokensOf({ credentials, accountsOrigin }: ZohoConnection): TokenSource {
  return 'apiKey' in credentials
    ? createStaticToken(credentials.apiKey)
    : createRefreshingToken({
        accountsOrigin,
        credentials,
        store: createMemoryTokenStore(),
        clock: systemClock,
        fetch,
      });
}

export interface ProbeOptions {
  readonly origin: string | undefined;
  readonly screenName: string;
  readonly tokens: TokenSource;
}

/** Invalid portal, invalid address (salesiq.md §4). */
const portalCodes = new Set(['1005', '1006']);
const tokenMs = 8_000;

/** Asks for a chat that there is none of: what SalesIQ refuses tells whether it knows portal, token and scope. */
export async function probeSalesiq({ origin, screenName, tokens }: ProbeOptions): Promise<SalesiqProbe> {
  if (origin === undefined)
    return { reason: 'unavailable', message: 'has no known address in this data centre; set SALESIQ_URL' };
  const token = await tokens.get({ deadlineAt: Date.now() + tokenMs });
  if (!token.ok) return { reason: 'token', message: token.failure.message };
  const client = createSalesiqClient({ origin, screenName, accessToken: async () => token.value });
  const outcome = await client.readConversation('1');
  if (outcome.ok) return { reason: 'ok', message: '' };
  const { reason, message, code } = outcome;
  if (reason === 'scope' || reason === 'token') return { reason, message };
  if (reason !== 'rejected') return { reason: 'unavailable', message };
  return { reason: portalCodes.has(code ?? '') ? 'portal' : 'ok', message };
}
