import type { Logger } from '@acebuddy/service-kit';
import { z } from 'zod';
import { type Deliveries, maskAddress } from './deliveries.ts';

/** Payload of the queue. */
export const codeAlarmSchema = z.object({ perHour: z.number().int() });

export interface CodeAlarmDeps {
  readonly deliveries: Pick<Deliveries, 'add'>;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly supportEmail: string;
  /** The cap that was reached. */
  readonly perHour: number;
}

/** Tells people, once an hour however often the cap is met, that no more codes go to addresses that nobody knows. */
export function createCodeAlarm({
  deliveries,
  now,
  logger,
  supportEmail,
  perHour,
}: CodeAlarmDeps): () => Promise<void> {
  return async () => {
    const hour = now().toISOString().slice(0, 13);
    const alarm = { id: `alarm:codes:${hour}`, kind: 'alarm', to: maskAddress(supportEmail), recipient: null } as const;
    const isFirst = await deliveries.add({ ...alarm, payload: { perHour } });
    if (!isFirst) return;
    logger.error(
      { perHour },
      'no more one-time codes go to unknown addresses within this hour: look who asks for them, or raise STRANGER_CODES_PER_HOUR',
    );
  };
}
