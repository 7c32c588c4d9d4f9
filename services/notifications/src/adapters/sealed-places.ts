import type { EncryptionKey, SealedPlace } from '@acebuddy/storage';
import { z } from 'zod';
import { createDigest } from './keys.ts';

const addressed = z.object({ to: z.object({ email: z.string() }) });

/**
 * What a rotation of keys seals again here. Digests of recipients follow the first key where the address is in the
 * sealed text; the others (codes, whose content is kept nowhere) are still found under the older keys.
 */
export function sealedPlaces(keys: readonly [EncryptionKey, ...EncryptionKey[]]): SealedPlace[] {
  const recipientKey = createDigest(keys, 'recipient index');
  return [
    {
      name: 'deliveries',
      key: ['id'],
      recordIdOf: ({ id }) => `delivery:${String(id)}`,
      also: (plain) => {
        const { data } = addressed.safeParse(JSON.parse(plain));
        return data === undefined ? {} : { recipient: recipientKey(data.to.email.trim().toLowerCase()) };
      },
    },
    { name: 'oauth_tokens', key: ['name'], recordIdOf: () => 'notifications/oauth/zoho' },
    { name: 'approvals', key: ['id'], recordIdOf: ({ id }) => `approval:${String(id)}` },
    {
      name: 'news',
      key: ['seq'],
      recordIdOf: ({ key }) => `news:${String(key)}`,
      mongoArray: { collection: 'feeds', field: 'items' },
    },
  ];
}
