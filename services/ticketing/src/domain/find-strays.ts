import type { DeskConfig } from '@acebuddy/contracts';
import { DeskFailure, type DeskTicket, type Gap, type Ledger, type Stray, type TicketDesk } from '../ports.ts';
import { fromHtml } from './desk-text.ts';
import type { WorkSettings } from './settings.ts';

export interface StraysDeps {
  readonly desk: TicketDesk;
  readonly ledger: Pick<Ledger, 'laneOfTicket'>;
  readonly config: DeskConfig;
  readonly settings: WorkSettings;
}

export interface FoundStrays {
  readonly strays: readonly Stray[];
  /** Why not all could be looked at; null: they were. */
  readonly trouble: string | null;
}

/** Lists show tickets in part: so many of one gap are read in full, a credit each. */
const readInFullMax = 500;
/** The line with which our descriptions end. */
const referenceLine = /Reference: (AB-[0-9A-Z]{6,30})/u;

/** The tickets that Desk made in a gap, that carry a reference of ours, and that the ledger does not know. Reads only. */
export async function findStrays(deps: StraysDeps, gap: Gap): Promise<FoundStrays> {
  const { desk, ledger, config, settings } = deps;
  const options = { foreground: false, timeoutMs: settings.callTimeoutMs };
  const window = {
    since: new Date(gap.from - settings.clockSkewMs),
    until: new Date(gap.until + settings.callTimeoutMs + settings.clockSkewMs),
  };
  const strays: Stray[] = [];
  try {
    const listed = await desk.listCreatedIn(window, options);
    let read = 0;
    for (const ticket of listed.tickets) {
      if ((await ledger.laneOfTicket(ticket.id)) !== null) continue;
      let whole: DeskTicket | null = ticket;
      if (isInPart(ticket, config)) {
        read += 1;
        if (read > readInFullMax)
          return { strays, trouble: 'more tickets were made in that time than can be read one by one' };
        whole = await desk.getTicket(ticket.id, options);
      }
      const reference = whole === null ? undefined : referenceOf(whole, config);
      if (reference !== undefined) strays.push(toStray(ticket, reference));
    }
    if (!listed.conclusive) return { strays, trouble: 'the list of tickets does not reach back that far' };
    return { strays, trouble: null };
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    return { strays, trouble: error.message };
  }
}

function isInPart(ticket: DeskTicket, config: DeskConfig): boolean {
  return referenceOf(ticket, config) === undefined && (ticket.description === null || ticket.description === '');
}

function referenceOf({ customFields, description }: DeskTicket, { custom_fields: fields }: DeskConfig) {
  const shown = fields.reference === null ? undefined : customFields[fields.reference];
  if (shown) return String(shown);
  return referenceLine.exec(fromHtml(description ?? '').slice(-400))?.[1];
}

function toStray({ id, ticketNumber, webUrl, createdTime }: DeskTicket, reference: string): Stray {
  return { ticketId: id, ticketNumber, reference, webUrl, createdTime };
}
