import { isTimeZone, readAddress, type Visitor } from '@acebuddy/contracts';
import { toCountry } from './to-country.ts';
import { toLanguage } from './to-language.ts';
import type { ZobotRequest } from './zobot-request.ts';

/** Names that SalesIQ makes up for visitors who gave none (salesiq.md §2.6): nobody wants to be called that. */
const generatedName = /^(visitor|guest|anonymous|unknown|null|undefined)([\s#:_-]*\d[\w-]*)?$/i;

/** Who is chatting, as far as the call says; what is malformed (an address without @, an unknown zone) is left out. */
export function toVisitor({ visitor, countries }: Pick<ZobotRequest, 'visitor' | 'countries'>): Visitor {
  const id = visitor.own_id?.slice(0, 200);
  const name = visitor.name !== undefined && !generatedName.test(visitor.name) ? visitor.name : undefined;
  const email = readAddress(visitor.email)?.email;
  const timeZone = visitor.time_zone !== undefined && isTimeZone(visitor.time_zone) ? visitor.time_zone : undefined;
  const language = toLanguage(visitor.language);
  const country = countries.map(toCountry).find((code) => code !== undefined);
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(visitor.phone !== undefined && { phone: visitor.phone }),
    ...(timeZone !== undefined && { timeZone }),
    ...(country !== undefined && { country }),
    ...(language !== undefined && { language }),
  };
}
