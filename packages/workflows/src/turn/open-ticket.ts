import type { KnownTicket } from '../state/state-schema.ts';

/** A ticket that the team works on: neither solved nor declined nor closed. */
export const isOpenTicket = ({ closedAt, outcome }: Pick<KnownTicket, 'closedAt' | 'outcome'>): boolean =>
  closedAt === null && outcome !== 'resolved' && outcome !== 'declined';
