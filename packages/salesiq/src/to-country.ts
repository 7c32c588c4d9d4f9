import { getAllCountries } from 'countries-and-timezones';

/** What countries are also called; in small letters, without signs. */
const otherNames: Readonly<Record<string, string>> = {
  usa: 'US',
  unitedstates: 'US',
  america: 'US',
  uk: 'GB',
  greatbritain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  northernireland: 'GB',
  czechrepublic: 'CZ',
  southkorea: 'KR',
  korea: 'KR',
  republicofkorea: 'KR',
  russianfederation: 'RU',
  vietnam: 'VN',
  turkey: 'TR',
  turkiye: 'TR',
  holland: 'NL',
  thenetherlands: 'NL',
  uae: 'AE',
  ivorycoast: 'CI',
  hongkongsarchina: 'HK',
  swaziland: 'SZ',
  macedonia: 'MK',
};

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');

const codes = new Map<string, string>(Object.entries(otherNames));
for (const { id, name } of Object.values(getAllCountries())) codes.set(plain(name), id).set(plain(id), id);

/** ISO 3166 code of a country as SalesIQ writes it: its English name, or the code itself. Undefined when it is none. */
export function toCountry(said: string | undefined): string | undefined {
  return said === undefined ? undefined : codes.get(plain(said));
}
