import { getTimezone } from 'countries-and-timezones';

/** The country that an IANA zone is named for, as its ISO 3166 code; undefined for one of none, such as UTC. */
export function countryOfZone(zone: string): string | undefined {
  return getTimezone(zone)?.countries[0];
}
