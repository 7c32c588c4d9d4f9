import { openAudit } from '@acebuddy/audit';
import { sealedPlaces as conversationPlaces } from '@acebuddy/conversation';
import { sealedPlaces as notificationPlaces } from '@acebuddy/notifications';
import type { Logger } from '@acebuddy/service-kit';
import { createRecordCipher, type Database, type EncryptionKeys, type ResealReport, reseal } from '@acebuddy/storage';
import { sealedPlaces as ticketingPlaces } from '@acebuddy/ticketing';
import { type ServiceName, serviceNames } from '../stores.ts';

export interface RotateOptions {
  readonly stores: Readonly<Record<ServiceName, Database>>;
  readonly keys: EncryptionKeys;
  readonly logger: Logger;
  readonly onProgress?: (place: string, done: number, total: number) => void;
}

export type RotationReport = Readonly<Record<ServiceName, ResealReport>>;

/** Seals every record of every service with the first key. May be interrupted and repeated at will. */
export async function rotateKeys({ stores, keys, logger, onProgress }: RotateOptions): Promise<RotationReport> {
  const cipher = createRecordCipher(keys);
  const [{ id: activeKeyId }] = keys;
  const placesOf = {
    conversation: conversationPlaces(keys),
    ticketing: ticketingPlaces(),
    notifications: notificationPlaces(keys),
  };
  const reports: Partial<Record<ServiceName, ResealReport>> = {};
  for (const name of serviceNames) {
    const database = stores[name];
    const report = await reseal({
      database,
      places: placesOf[name],
      cipher,
      activeKeyId,
      onProgress: (place, done, total) => onProgress?.(`${name}/${place}`, done, total),
    });
    reports[name] = report;
    const audit = await openAudit({ chain: name, database, encryptionKeys: keys, now: () => new Date(), logger });
    await audit.append({ kind: 'keys_rotated', subject: activeKeyId, details: { ...report } });
  }
  return reports as RotationReport;
}
