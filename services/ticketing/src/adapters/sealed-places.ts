import type { SealedPlace } from '@acebuddy/storage';

/** What a rotation of keys seals again here. */
export function sealedPlaces(): SealedPlace[] {
  return [
    { name: 'steps', key: ['id'], recordIdOf: ({ id }) => `ticketing/step/${String(id)}` },
    { name: 'news', key: ['seq'], recordIdOf: ({ key }) => `ticketing/news/${String(key)}` },
    { name: 'oauth_tokens', key: ['name'], recordIdOf: () => 'ticketing/oauth/zoho' },
  ];
}
