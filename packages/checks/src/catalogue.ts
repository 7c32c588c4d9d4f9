/**
 * Everything that is looked at, before a start by `pnpm run doctor` and while the product runs by `/ready`, the start message and
 * the console. The ids stay; the deployment checklist (docs/deployment.md) has a line for each.
 */
export const catalogue = {
  settings: 'Settings can be read and go together',
  env_file: '.env is for its owner only',
  node: 'Node is of the version that AceBuddy runs on',
  data_folder: 'The data folder can be written',
  disk: 'There is room on the disk',
  ports: 'The ports are free, or AceBuddy has them',
  store: 'Every store answers',
  release: 'The stores are not of a newer release',
  keys: 'The encryption keys open what is stored',
  models: 'The models that read messages are there',
  directory: 'The customer directory can be read',
  services: 'The other services answer',
  zoho: 'Zoho Desk: token, organisation, department, fields',
  clock: 'The clock is right',
  salesiq: 'SalesIQ takes our calls',
  signature: 'Chats have to be signed',
  webhook: 'SalesIQ can reach the webhook',
  mail: 'The mail server takes our login',
  api_keys: 'Callers need keys that nobody guesses',
} as const satisfies Record<string, string>;

export type CheckId = keyof typeof catalogue;

/** In the order in which people go through them. */
export const checkIds = Object.keys(catalogue) as readonly CheckId[];
