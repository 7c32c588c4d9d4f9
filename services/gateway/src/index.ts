export { type AccessTable, accessTable } from './access/access-table.ts';
export { type ApiKey, parseApiKeys, toApiKey } from './access/api-keys.ts';
export { isLoopback } from './access/loopback-address.ts';
export { type DoorKeys, loadDoorKeys, sessionSecretFrom } from './adapters/door-keys.ts';
export { keptPlaces, openKeeps } from './adapters/file-keeps.ts';
export { makeLoginCode, openLoginCodes } from './adapters/login-code-file.ts';
export { type KeepsReport, resealKeeps } from './adapters/reseal-keeps.ts';
export { toConversationClient, toNotificationsClient, toTicketingClient } from './adapters/service-clients.ts';
export { buildApp } from './app.ts';
export {
  doorProblems,
  type GatewayEnvironment,
  gatewayEnvironmentSchema,
  onLoopbackOnly,
  originSchema,
  type SettingProblem,
} from './config.ts';
export { buildingMark, buildMsMax, consoleFolder } from './console/console-folder.ts';
export type { ExtraRoutes, GatewayDeps } from './deps.ts';
export { createDeskJwtVerifier, deskKeys } from './desk/desk-jwt.ts';
export type { GatewayApp } from './http/gateway-app.ts';
export type { ConversationClient, DeskVerifier, NotificationsClient, TicketingClient } from './ports.ts';
export { startNotices, toSettings } from './settings.ts';
export { buildSideApp } from './side-app.ts';
export { type StandingListOptions, standingList } from './standing-list.ts';
