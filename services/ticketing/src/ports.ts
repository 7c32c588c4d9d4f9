export * from './ports/gap-store.ts';
export * from './ports/ledger.ts';
export * from './ports/news-feed.ts';
export * from './ports/ticket-desk.ts';
export * from './ports/watch-store.ts';
