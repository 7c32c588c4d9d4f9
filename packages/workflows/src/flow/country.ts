import { getTimezone } from 'countries-and-timezones';
import type { EngineContext } from '../engine-types.ts';

/** Where nothing at all is known, as releases before took everybody to be. */
const elsewhere = 'US';

/**
 * The country by whose habits a customer writes numbers and dates, and reads them: the one the channel names, the one of her
 * time zone, or that of the business. ISO 3166 code.
 */
export function countryOf({ visitor, settings }: Pick<EngineContext, 'visitor' | 'settings'>): string {
  return (
    visitor.country ?? countryOfZone(visitor.timeZone) ?? countryOfZone(settings.businessHours.timeZone) ?? elsewhere
  );
}

/** The country that a zone is named for; undefined for one of none, such as UTC. */
export function countryOfZone(zone: string | undefined): string | undefined {
  return zone === undefined ? undefined : getTimezone(zone)?.countries[0];
}
