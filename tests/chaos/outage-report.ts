import type { OutageResult } from './outage.ts';

export { runOutage } from './outage.ts';

/**
 * The longest wait of one lane (15 min) and of the token (2 min): whoever comes first calls the others. And a minute, the
 * step of the clock.
 */
const minutesAfterMax = 18;
const concurrencyMax = 4;

/** The outage as lines of a table. */
export function renderOutage(result: OutageResult): readonly string[] {
  const { conversations, promised, tickets, duplicated, missing, untold, minutesAfter } = result;
  return [
    'Desk off for two simulated hours',
    `  conversations ${conversations}, promised ${promised}, tickets ${tickets}, missing ${missing}, duplicated ${duplicated}`,
    `  customers without the mail that names the number ${untold}, last ticket after ${minutesAfter} simulated minutes`,
    `  calls of createTicket ${result.creates}, of any kind while it was off ${result.attemptsOff}, at once ${result.concurrencySeen}, token refreshes in 10 min at most ${result.refreshesMax}`,
  ];
}

/** What of it breaks a promise. */
export function judgeOutage(result: OutageResult): readonly string[] {
  const { promised, conversations, tickets, missing, duplicated, untold, minutesAfter } = result;
  const { concurrencySeen, refreshesMax } = result;
  const faults: readonly (readonly [boolean, string])[] = [
    [promised < conversations, `${conversations - promised} customers were promised nothing`],
    [missing > 0, `${missing} promised tickets are missing`],
    // One customer came before.
    [tickets > conversations + 1, `${tickets - conversations - 1} tickets more than customers`],
    [duplicated > 0, `${duplicated} tickets are there twice`],
    [untold > 0, `${untold} customers were not told their number`],
    [minutesAfter > minutesAfterMax, `the last ticket came ${minutesAfter} minutes after Desk was back`],
    [concurrencySeen > concurrencyMax, `${concurrencySeen} calls at once`],
    [refreshesMax > 10, `${refreshesMax} token refreshes in ten minutes`],
  ];
  return faults.flatMap(([broken, text]) => (broken ? [`outage: ${text}`] : []));
}
