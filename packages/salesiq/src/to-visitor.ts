import { emailSchema, type Visitor } from '@acebuddy/contracts';
import type { ZobotRequest } from './zobot-request.ts';

/** Names that SalesIQ makes up for visitors who gave none (salesiq-zobot.md §2.6): nobody wants to be called that. */
const generatedName = /^(visitor|guest|anonymous|unknown|null|undefined)([\s#:_-]*\d[\w-]*)?$/i;

/** Who is chatting, as far as the call says; what is malformed (an address without @, an unknown zone) is left out. */
export function toVisitor(visitor: ZobotRequest['visitor']): Visitor {
  const id = (visitor.unique_id ?? visitor.id)?.slice(0, 200);
  const name = visitor.name !== undefined && !generatedName.test(visitor.name) ? visitor.name : undefined;
  const email = emailSchema.safeParse(visitor.email).data;
  const timeZone = visitor.time_zone !== undefined && isTimeZone(visitor.time_zone) ? visitor.time_zone : undefined;
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(visitor.phone !== undefined && { phone: visitor.phone }),
    ...(timeZone !== undefined && { timeZone }),
  };
}

/** Asking Intl takes longer than everything else in a message; the zones that people live in are few. */
const knownZones = new Map<string, boolean>();
const knownZonesMax = 1_000;

function isTimeZone(name: string): boolean {
  const known = knownZones.get(name);
  if (known !== undefined) return known;
  if (knownZones.size >= knownZonesMax) knownZones.clear();
  const valid = isAcceptedByIntl(name);
  knownZones.set(name, valid);
  return valid;
}

function isAcceptedByIntl(name: string): boolean {
  try {
    return /^[A-Z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
