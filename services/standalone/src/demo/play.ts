import { minuteMs } from './calendar.ts';
import type { World } from './world.ts';

/** After a message timers of minutes are running; later only some of hours. */
const [soonMs, soonForMs, laterMs] = [4 * minuteMs, 45 * minuteMs, 60 * minuteMs];

/** Everything on the agenda up to the end, and between its entries what is due by time alone. */
export async function play(
  { agenda, clock, settle }: Pick<World, 'agenda' | 'clock' | 'settle'>,
  until: number,
  look: () => void,
): Promise<void> {
  let lastAt = clock.at();
  for (;;) {
    const nextAt = Math.min(agenda.nextAt() ?? until, until);
    while (clock.at() < nextAt) {
      const step = clock.at() - lastAt < soonForMs ? soonMs : laterMs;
      clock.moveTo(Math.min(clock.at() + step, nextAt));
      await settle();
      look();
    }
    const entry = agenda.nextAt() === undefined || (agenda.nextAt() ?? 0) > until ? undefined : agenda.next();
    if (entry === undefined) return;
    lastAt = clock.at();
    await entry.run();
    await settle();
    look();
  }
}
