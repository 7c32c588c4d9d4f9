import { useNow } from '../state/now.ts';
import { useZone } from '../state/zone.ts';
import { absoluteTime, clockTime, longText, relativeTime } from '../text/times.ts';

/** How long ago; the whole moment, with its zone, on pointing at it. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  const zone = useZone();
  return (
    <time dateTime={at} title={absoluteTime(at, zone)}>
      {relativeTime(at, now)}
    </time>
  );
}

/** How long something has lasted. */
export function Since({ at }: { at: string }) {
  const now = useNow();
  const zone = useZone();
  return (
    <time dateTime={at} title={`since ${absoluteTime(at, zone)}`}>
      {longText(now - new Date(at).getTime())}
    </time>
  );
}

/** The whole moment; with `clock` only hours, minutes and seconds. */
export function Moment({ at, clock = false }: { at: string; clock?: boolean }) {
  const zone = useZone();
  const whole = absoluteTime(at, zone);
  return (
    <time dateTime={at} title={whole}>
      {clock ? clockTime(at, zone) : whole}
    </time>
  );
}
