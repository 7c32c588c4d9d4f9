import type { SealedPlace } from '@acebuddy/storage';
import { gapsPlace } from './open-gap-store.ts';

/** What a rotation of keys seals again here. */
export function sealedPlaces(): SealedPlace[] {
  return [
    { name: 'steps', key: ['id'], recordIdOf: ({ id }) => `ticketing/step/${String(id)}` },
    { name: 'news', key: ['seq'], recordIdOf: ({ key }) => `ticketing/news/${String(key)}` },
    { name: gapsPlace.collection, key: ['name'], recordIdOf: () => gapsPlace.recordId },
    { name: 'oauth_tokens', key: ['name'], recordIdOf: () => 'ticketing/oauth/zoho' },
  ];
}
