import { isTimeZone } from '@acebuddy/contracts';
import { getAllCountries } from 'countries-and-timezones';
import { distance } from 'fastest-levenshtein';

/**
 * The zone that somebody meant who wrote a city, a country, an offset, a name of Windows or a zone with a slip in it. Only
 * asked when a start fails: it looks at every zone there is.
 */
export function nearestTimeZone(word: string): string {
  const said = plain(word);
  return (
    zones().find((zone) => plain(zone) === said || plain(cityOf(zone)) === said) ??
    otherForm(word) ??
    zoneAtOffset(word) ??
    zoneOfCountry(said) ??
    zoneNamed(said) ??
    closest(said) ??
    zoneOfRegion(word)
  );
}

const zones = (): readonly string[] => Intl.supportedValuesOf('timeZone');
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const cityOf = (zone: string): string => zone.split('/').at(-1) ?? zone;

/** "America Chicago", "us central": right but for its signs. */
function otherForm(word: string): string | null {
  const form = word
    .trim()
    .replace(/\s*[\\/]\s*|\s+/, '/')
    .replace(/\s+/g, '_');
  return isTimeZone(form) ? new Intl.DateTimeFormat('en', { timeZone: form }).resolvedOptions().timeZone : null;
}

/** "GMT+5:30", "(UTC-06:00) Central Time": the first city with these words, else the first zone at that offset. */
function zoneAtOffset(word: string): string | null {
  const [, sign, hours = '', minutes = '0'] = /(?:gmt|utc|^)\s*([+-])(\d{1,2})(?::?(\d{2}))?/i.exec(word.trim()) ?? [];
  if (sign === undefined) return null;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const there = zones().filter(
    (zone) => offsetOf(zone) === offset && /^(?:America|Asia|Australia|Europe)\//.test(zone),
  );
  return there.find((zone) => plain(word).includes(plain(cityOf(zone)))) ?? biggest(there);
}

/** Zones that many people live in; the list of all of them is in the order of the alphabet. */
const bigCities =
  /\/(?:Los_Angeles|Denver|Chicago|New_York|Sao_Paulo|London|Berlin|Athens|Moscow|Dubai|Calcutta|Kolkata|Dhaka|Bangkok|Shanghai|Tokyo|Sydney)$/;

const biggest = (candidates: readonly string[]): string | null =>
  candidates.find((zone) => bigCities.test(zone)) ?? candidates[0] ?? null;

/** Minutes ahead of UTC in winter. */
function offsetOf(zone: string): number {
  const name = nameOf(zone, 'longOffset');
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const someWinterDay = new Date('2026-01-15T12:00:00Z');
const someSummerDay = new Date('2026-07-15T12:00:00Z');

function nameOf(zone: string, style: 'long' | 'longGeneric' | 'longOffset', at = someWinterDay): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: style }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

function zoneOfCountry(said: string): string | null {
  const country = Object.values(getAllCountries()).find(({ id, name }) => plain(name) === said || plain(id) === said);
  return country === undefined ? null : biggest(country.timezones);
}

/** "Central Standard Time", "India Standard Time". */
function zoneNamed(said: string): string | null {
  const isNamed = (zone: string) =>
    [nameOf(zone, 'long'), nameOf(zone, 'long', someSummerDay), nameOf(zone, 'longGeneric')].some(
      (name) => plain(name) === said,
    );
  return biggest(zones().filter(isNamed));
}

/** A slip of so many letters is one; more is another word. */
const slipsMax = 2;

function closest(said: string): string | null {
  const far = (zone: string) => Math.min(distance(plain(zone), said), distance(plain(cityOf(zone)), said));
  const best = zones().reduce((known, zone) => (far(zone) < far(known) ? zone : known));
  return far(best) <= slipsMax ? best : null;
}

/** Of each part of the world the zone in which most of its people who write this product's settings live. */
const ofRegion = [
  'America/Chicago',
  'Europe/Berlin',
  'Asia/Singapore',
  'Australia/Sydney',
  'Africa/Johannesburg',
  'Pacific/Auckland',
];

/** "Europe/Hamburg" is no zone, but it is in Europe. */
function zoneOfRegion(word: string): string {
  const region = plain(word.split('/')[0] ?? '');
  const there = zones().filter((zone) => plain(zone.split('/')[0] ?? '') === region);
  const said = plain(word);
  const far = (zone: string) => distance(plain(cityOf(zone)), said);
  return (
    there.find((zone) => ofRegion.includes(zone)) ??
    biggest(there) ??
    zones().reduce((known, zone) => (far(zone) < far(known) ? zone : known))
  );
}
