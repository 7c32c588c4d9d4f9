import { sealedPlaces as conversationPlaces } from '@acebuddy/conversation';
import { sealedPlaces as notificationPlaces } from '@acebuddy/notifications';
import type { EncryptionKeys, SealedPlace } from '@acebuddy/storage';
import { sealedPlaces as ticketingPlaces } from '@acebuddy/ticketing';
import type { ServiceName } from '../service-names.ts';

/** Where each service keeps sealed text. */
export function sealedPlacesOf(keys: EncryptionKeys): Readonly<Record<ServiceName, readonly SealedPlace[]>> {
  return {
    conversation: conversationPlaces(keys),
    ticketing: ticketingPlaces(),
    notifications: notificationPlaces(keys),
  };
}
