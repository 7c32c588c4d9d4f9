import { countryOfZone } from '@acebuddy/service-kit';

/** Where a zone says nothing about a country, as in the chat. */
const elsewhere = 'US';

/**
 * A moment for people, written as the chat writes it where nothing is known of the reader: by the habits of the country that
 * the zone is named for. The month by its name, since readers on both sides of an ocean take `4/5` for different days.
 */
export function showMoment(at: number | string, timeZone = 'UTC', language = 'en'): string {
  return (
    new Intl.DateTimeFormat(localeOf(language, countryOfZone(timeZone) ?? elsewhere), {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZone,
      timeZoneName: 'short',
    })
      .format(new Date(at))
      // Some releases of the data put a narrow space before "PM", which neither searches nor old mail programs know.
      .replace(/\s/g, ' ')
  );
}

/** Where nobody has written down how English is written, it is written as in most of the world, not as in America. */
function localeOf(language: string, country: string): string {
  const local = new Intl.DateTimeFormat(`${language.split('-')[0]}-${country}`).resolvedOptions().locale;
  return local === 'en' ? 'en-001' : local;
}
