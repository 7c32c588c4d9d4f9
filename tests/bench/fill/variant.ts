import type { ConversationRecord, Turn } from '../../../services/conversation/src/domain/record.ts';
import type { Template } from './templates.ts';

/** What makes a played chat another one. */
export interface Variant {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly ticketNumber: string;
  readonly reference: string;
  readonly language: string;
  readonly sheetId: string;
  /** Whole minutes by which it is later. */
  readonly laterMinutes: number;
  readonly proof: string;
}

const instants = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"/g;
/** Where the rows of a sheet keep minutes, by their kinds (`fields` of the metrics package). */
const minutesAt: Readonly<Record<string, readonly number[]>> = {
  chat: [2],
  run: [2, 12],
  ticket: [2, 14],
  mail: [2],
  rating: [2],
  approval: [2, 7],
};
const languageAt = 4;

export interface Varied {
  readonly record: ConversationRecord;
  readonly settled: readonly Turn[];
}

export function varied({ record, settled }: Template, variant: Variant): Varied {
  const { facts, ...rest } = record;
  const own = changed(rest, variant) as ConversationRecord;
  const rows = facts?.rows.map((row) => shifted(row, variant)) ?? [];
  const kept: ConversationRecord = {
    ...own,
    id: variant.id,
    version: 1,
    listed: 1,
    chatId: variant.id,
    address: { ...own.address, chatId: variant.id },
    visitor: { ...own.visitor, id: variant.id, name: variant.name },
    runs: own.runs.map((run) => ({
      ...run,
      reference: variant.reference,
      ticket:
        run.ticket === null ? null : { ...run.ticket, number: variant.ticketNumber, id: `9${variant.ticketNumber}` },
    })),
    ...(facts !== undefined && { facts: { ...facts, id: variant.sheetId, rows } }),
  };
  return { record: kept, settled: changed(settled, variant) as readonly Turn[] };
}

function changed(value: unknown, { email, laterMinutes, proof }: Variant): unknown {
  const text = JSON.stringify(value)
    .replace(
      instants,
      (_, instant: string) => `"${new Date(Date.parse(instant) + laterMinutes * 60_000).toISOString()}"`,
    )
    .replaceAll('ann@firm.example', email)
    .replaceAll('"proof":"not verified"', `"proof":"${proof}"`);
  return JSON.parse(text);
}

type Row = (string | number | boolean | null)[];

function shifted(row: Row, { laterMinutes, language }: Variant): Row {
  const places = minutesAt[String(row[0])] ?? [];
  return row.map((value, at) => {
    if (places.includes(at) && typeof value === 'number') return value + laterMinutes;
    return at === languageAt && value !== null ? language : value;
  });
}
