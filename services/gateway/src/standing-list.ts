import {
  atMostEvery,
  type Check,
  clockCheck,
  diskCheck,
  envFileCheck,
  mailCheck,
  nodeCheck,
  webhookCheck,
  zohoCheck,
} from '@acebuddy/checks';
import type { NotificationsClient, TicketingClient } from './ports.ts';

export interface StandingListOptions {
  readonly ticketing: Pick<TicketingClient, 'check'>;
  readonly notifications: Pick<NotificationsClient, 'mailReady'>;
  /** Folder in which this process writes. */
  readonly dataDir: string;
  readonly publicUrl: string | undefined;
  /** As far as this process has read one. */
  readonly environmentFile: string | null;
  /** Of Desk; null where Zoho is our own simulator, which is there when we are. */
  readonly deskOrigin: string | null;
  readonly simulated: boolean;
  /** Null where it is asked otherwise, as by a gateway's `/ready`. */
  readonly mail: 'server' | 'caught' | 'none' | null;
  readonly nodeVersion: string;
  readonly now: () => Date;
}

/** Token, organisation, departments, fields and a search: 13 of a day's 50,000 credits and more. */
const zohoEveryMs = 6 * 60 * 60_000;

/** What a running product looks at beside the services, in one process and in four; `pnpm run doctor` looks at these and more. */
export function standingList(options: StandingListOptions): Check[] {
  const { ticketing, notifications, deskOrigin, publicUrl, simulated } = options;
  const ofZoho =
    deskOrigin === null
      ? []
      : [
          atMostEvery(
            zohoCheck(() => ticketing.check()),
            zohoEveryMs,
          ),
          clockCheck({ origin: deskOrigin, now: options.now }),
        ];
  return [
    nodeCheck(options.nodeVersion),
    envFileCheck(options.environmentFile),
    diskCheck(options.dataDir),
    ...ofZoho,
    webhookCheck({ publicUrl, simulated }),
    ...(options.mail === null ? [] : [mailCheck(options.mail, () => notifications.mailReady())]),
  ];
}
