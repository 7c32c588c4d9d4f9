import { useSuspenseQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import type { Me } from '../api/types.ts';
import { zoneChoice } from './choices.ts';

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Who is signed in; the frame has fetched it before any page is shown. */
export const useMe = (): Me => useSuspenseQuery(queries.me()).data;

/** IANA zone that times are shown in. */
export function useZone(): string {
  const { zone } = useMe();
  return zoneChoice.use() === 'browser' ? browserZone() : zone;
}
