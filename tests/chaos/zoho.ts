import { createSalesiqPortal, type RestFault, type SalesiqPortal, salesiqRest } from '@acebuddy/salesiq/simulator';
import { createDeskSimulator, type DeskSimulator } from '@acebuddy/zoho-desk/simulator';
import type { SalesiqFault } from './faults.ts';

/** Zoho in the process of the chaos suite: it outlives every process of the product. */
export interface ChaosZoho {
  readonly origin: string;
  readonly desk: DeskSimulator;
  readonly salesiq: SalesiqPortal;
  readonly screenName: string;
  /** The next calls of SalesIQ's REST API suffer this. */
  hurtSalesiq(kind: SalesiqFault, times: number): void;
  /** REST calls of SalesIQ that suffered, by kind. */
  readonly salesiqFaults: ReadonlyMap<SalesiqFault, number>;
  /** Attempts to end a turn that SalesIQ keeps open, as they came in, with what they were answered. */
  readonly callbacks: readonly string[];
  calm(): void;
  close(): Promise<void>;
}

const effects: Readonly<Record<SalesiqFault, RestFault>> = {
  reset_before: { effect: 'none', answer: 'reset' },
  reset_after: { effect: 'done', answer: 'reset' },
  error_before: { effect: 'none', answer: { status: 500, body: '<html>error</html>' } },
  error_after: { effect: 'done', answer: { status: 502, body: '<html>bad gateway</html>' } },
  slow: { effect: 'done', answer: 'usual', delayMs: 2_000 },
  limited: { effect: 'none', answer: { status: 429, body: '{}', headers: { 'retry-after': '2' } } },
};

export async function startZoho(random: () => number): Promise<ChaosZoho> {
  const desk = createDeskSimulator({ random, settings: { dailyCredits: 10_000_000 } });
  const salesiq = createSalesiqPortal({ now: () => new Date() });
  const waiting: SalesiqFault[] = [];
  const suffered = new Map<SalesiqFault, number>();
  const fault = (route: string): RestFault | undefined => {
    const kind = route === 'read' ? undefined : waiting.shift();
    if (kind === undefined) return undefined;
    suffered.set(kind, (suffered.get(kind) ?? 0) + 1);
    return effects[kind];
  };
  const checkToken = (token: string) => (token === '' ? 'invalid' : 'ok');
  const callbacks: string[] = [];
  await desk.app.register((app, _options, done) => {
    app.addHook('onRequest', async ({ url }) => note(callbacks, url, 'asked'));
    app.addHook('onSend', async ({ url }, { statusCode }, payload) =>
      note(callbacks, url, `answered ${statusCode} ${String(payload ?? '')}`),
    );
    app.register(salesiqRest, { portal: salesiq, checkToken, fault });
    done();
  });
  return {
    origin: await desk.listen(),
    desk,
    salesiq,
    screenName: salesiq.screenName,
    hurtSalesiq: (kind, times) => waiting.push(...Array.from({ length: times }, () => kind)),
    salesiqFaults: suffered,
    callbacks,
    calm: () => {
      waiting.length = 0;
      desk.faults.clear();
    },
    close: () => desk.close(),
  };
}

function note(callbacks: string[], url: string, what: string): void {
  if (url.includes('/callbacks/')) callbacks.push(`${new Date().toISOString()} ${url} ${what}`);
}
