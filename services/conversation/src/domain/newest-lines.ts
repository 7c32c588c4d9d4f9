import type { TranscriptEntry } from '@acebuddy/contracts';

/** Of a transcript in one request to ticketing (contracts, `createTicketInputSchema`). */
const linesMax = 2_000;
/** As JSON; a request may have 4 MiB (service-kit, `requestBytesMax`). */
const bytesMax = 3 * 1024 * 1024;

/** What fits into one request, counted from the end; a first line says that others were left out. */
export function newest(lines: readonly TranscriptEntry[]): TranscriptEntry[] {
  let bytes = 0;
  let from = lines.length;
  for (const line of lines.toReversed()) {
    bytes += Buffer.byteLength(JSON.stringify(line)) + 1;
    if (bytes > bytesMax || lines.length - from >= linesMax) break;
    from -= 1;
  }
  if (from === 0) return [...lines];
  const kept = lines.slice(lines.length - from >= linesMax ? from + 1 : from);
  const leftOut = lines.length - kept.length;
  const text = `${leftOut} earlier lines are left out here; the session has them.`;
  return [{ role: 'system', text, at: kept[0]?.at ?? lines[0]?.at ?? new Date(0).toISOString() }, ...kept];
}
