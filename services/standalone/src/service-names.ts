/** Services with a store of their own. */
export const serviceNames = ['conversation', 'ticketing', 'notifications'] as const;
export type ServiceName = (typeof serviceNames)[number];
