/**
 * Who may call a route. `public`: everybody. `signed`: SalesIQ's signature where keys are configured, or an `agent` key.
 * `desk`: Desk's JWT. `link`: whoever holds the link from a mail. The rest are roles of API keys, each including the one
 * before it.
 */
export type Access = 'public' | 'signed' | 'desk' | 'link' | 'reader' | 'agent' | 'admin';

/** Access by `METHOD /route`. A route without an entry cannot be registered, and nothing is reachable by default. */
export type AccessTable = Readonly<Record<string, Access>>;

export const accessTable: AccessTable = {
  'GET /health': 'public',
  'GET /ready': 'public',
  'GET /metrics': 'reader',
  'GET /openapi.json': 'public',

  'GET /webhook/salesiq': 'public',
  'POST /webhook/salesiq': 'signed',
  'GET /webhook/salesiq/events': 'public',
  'POST /webhook/salesiq/events': 'signed',
  'GET /webhook/zoho-desk': 'public',
  'POST /webhook/zoho-desk': 'desk',

  'GET /zoho/test': 'reader',
  'POST /zoho/ticket/create': 'agent',
  'GET /zoho/ticket/:id': 'reader',
  'POST /zoho/ticket/:id/comment': 'agent',
  'PATCH /zoho/ticket/:id/status': 'agent',

  'GET /salesiq/session/:id': 'reader',
  'POST /salesiq/session/:id/close': 'agent',

  'GET /approvals/:token': 'link',
  'POST /approvals/:token': 'link',

  'GET /admin/dead-letters': 'admin',
  'POST /admin/dead-letters/:service/:id/retry': 'admin',
  'POST /admin/dead-letters/:service/:id/discard': 'admin',
  'GET /admin/deliveries': 'admin',
  'GET /admin/audit': 'admin',
  'GET /admin/person': 'admin',
  'DELETE /admin/person': 'admin',
};

/** Everything below these is static and without data of anybody. */
const publicFolders = ['/docs'];

/** HEAD is what GET is. Undefined: the route is not in the table. */
export function accessOf(table: AccessTable, method: string, route: string): Access | undefined {
  if (publicFolders.some((folder) => route === folder || route.startsWith(`${folder}/`))) return 'public';
  const key = `${method === 'HEAD' ? 'GET' : method} ${route}`;
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
