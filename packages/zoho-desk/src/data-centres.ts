/**
 * Zoho's data centres by the ending of their host names (zoho-desk.md §1). The token answer's `api_domain` is no guide to
 * the Desk host, so this table is. An account lives in one data centre only: the wrong one looks like a wrong client id.
 */
export const dataCentres = {
  com: { desk: 'https://desk.zoho.com', accounts: 'https://accounts.zoho.com' },
  eu: { desk: 'https://desk.zoho.eu', accounts: 'https://accounts.zoho.eu' },
  in: { desk: 'https://desk.zoho.in', accounts: 'https://accounts.zoho.in' },
  'com.au': { desk: 'https://desk.zoho.com.au', accounts: 'https://accounts.zoho.com.au' },
  jp: { desk: 'https://desk.zoho.jp', accounts: 'https://accounts.zoho.jp' },
  ca: { desk: 'https://desk.zohocloud.ca', accounts: 'https://accounts.zohocloud.ca' },
  'com.cn': { desk: 'https://desk.zoho.com.cn', accounts: 'https://accounts.zoho.com.cn' },
  sa: { desk: 'https://desk.zoho.sa', accounts: 'https://accounts.zoho.sa' },
  /** Desk host not confirmed; `ZOHO_DESK_URL` overrides it. */
  sg: { desk: 'https://desk.zoho.sg', accounts: 'https://accounts.zoho.sg' },
  /** Desk host not confirmed; `ZOHO_DESK_URL` overrides it. */
  ae: { desk: 'https://desk.zoho.ae', accounts: 'https://accounts.zoho.ae' },
} as const;

export type DataCentre = keyof typeof dataCentres;

const aliases: ReadonlyMap<string, DataCentre> = new Map([
  ['us', 'com'],
  ['au', 'com.au'],
  ['cn', 'com.cn'],
  ['zohocloud.ca', 'ca'],
]);

/** `com`, `EU`, `.in`, `us`, `au`…; null when there is no such data centre. */
export function parseDataCentre(name: string): DataCentre | null {
  const key = name.trim().toLowerCase().replace(/^\./, '');
  if (Object.hasOwn(dataCentres, key)) {
    return key as DataCentre;
  }
  return aliases.get(key) ?? null;
}

export interface Origins {
  readonly desk: string;
  readonly accounts: string;
}

/**
 * Origins to call: the data centre's, or what the operator set. Throws a `TypeError` whose message names the variable
 * when an override is not a bare origin (scheme, host, port).
 */
export function resolveOrigins(
  dataCentre: DataCentre,
  overrides: { readonly deskUrl?: string | undefined; readonly accountsUrl?: string | undefined } = {},
): Origins {
  const table = dataCentres[dataCentre];
  return {
    desk: overrides.deskUrl === undefined ? table.desk : parseOrigin(overrides.deskUrl, 'ZOHO_DESK_URL'),
    accounts:
      overrides.accountsUrl === undefined ? table.accounts : parseOrigin(overrides.accountsUrl, 'ZOHO_ACCOUNTS_URL'),
  };
}

function parseOrigin(value: string, variable: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  const bare =
    url !== null && ['', '/'].includes(url.pathname) && url.search === '' && url.hash === '' && url.username === '';
  if (url === null || !bare || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError(`${variable} must be an origin such as https://desk.zoho.com, without a path`);
  }
  return url.origin;
}
