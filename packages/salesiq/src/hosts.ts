/** SalesIQ's origin per data centre (salesiq.md §4). */
const salesiqOrigins = {
  com: 'https://salesiq.zoho.com',
  eu: 'https://salesiq.zoho.eu',
  in: 'https://salesiq.zoho.in',
  'com.au': 'https://salesiq.zoho.com.au',
  'com.cn': 'https://salesiq.zoho.com.cn',
  jp: 'https://salesiq.zoho.jp',
} as const;

/** The origin of a data centre as configured (`ZOHO_DC`: `com`, `eu`, `au`, `cn`, …); undefined when there is none. */
export function salesiqOriginOf(dataCentre: string): string | undefined {
  const name = dataCentre.trim().toLowerCase();
  const alias = new Map([
    ['us', 'com'],
    ['au', 'com.au'],
    ['cn', 'com.cn'],
  ]);
  const found = Object.entries(salesiqOrigins).find(([known]) => known === (alias.get(name) ?? name));
  return found?.[1];
}
