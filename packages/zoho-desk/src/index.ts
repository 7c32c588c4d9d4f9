export { createDeskClient, type DeskClientOptions } from './client.ts';
export { type Clock, systemClock } from './clock.ts';
export { type DataCentre, dataCentres, type Origins, parseDataCentre, resolveOrigins } from './data-centres.ts';
export type * from './desk.ts';
export type { DeskFailure, DeskFailureKind, DeskResult, RefusedField } from './failure.ts';
export { emptyTokenState } from './oauth/refresh-policy.ts';
export { createRefreshingToken, type RefreshingTokenOptions } from './oauth/refreshing-token.ts';
export { createStaticToken } from './oauth/static-token.ts';
export type { OAuthCredentials } from './oauth/token-endpoint.ts';
export type { TokenSource } from './oauth/token-source.ts';
export {
  createMemoryTokenStore,
  type StoredTokenState,
  type TokenState,
  type TokenStore,
  tokenStateSchema,
} from './oauth/token-store.ts';
export { exchangeGrantCode, type GrantOutcome } from './onboarding/grant-code.ts';
export { createPortalReader, PortalError } from './onboarding/portal-reader.ts';
export { attachmentName } from './operations/attachments.ts';
export { commentCharsMax } from './operations/comments.ts';
export type { CallReport } from './transport/sender.ts';
