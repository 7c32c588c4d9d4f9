/**
 * Who may call a route. `public`: everybody. `signed`: SalesIQ's signature, or an `agent` key.
 * `desk`: Desk's JWT. `link`: whoever holds the link from a mail. The rest are roles of API keys, each including the one
 * before it.
 */
export type Access = 'public' | 'signed' | 'desk' | 'link' | 'reader' | 'agent' | 'admin';

/** Access by `METHOD /route`. A route without an entry cannot be registered, and nothing is reachable by default. */
export type AccessTable = Readonly<Record<string, Access>>;

export const accessTable: AccessTable = {
  'GET /': 'public',
  'GET /console/login': 'public',
  'POST /console/login': 'public',
  'POST /console/logout': 'public',
  // Without data; the page leads whoever has no session to the sign-in.
  'GET /console': 'public',
  'GET /console/*': 'public',
  'GET /console/assets/*': 'public',
  // Every procedure looks at the role itself.
  'POST /console/api/:path': 'reader',
  'GET /console/live': 'reader',
  'GET /console/preview/:id': 'agent',

  // How to deal with each alert; nothing of this installation.
  'GET /runbook': 'public',
  'GET /runbook/:alert': 'public',

  'GET /health': 'public',
  'GET /ready': 'public',
  'GET /metrics': 'reader',
  'GET /openapi.json': 'public',
  'GET /docs': 'public',
  'GET /docs/': 'public',

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
  'GET /admin/report': 'reader',
  'GET /admin/person': 'admin',
  'DELETE /admin/person': 'admin',
};

/**
 * What stands open while Zoho is a simulated one, so that the product can be tried by plain requests. Whatever shows or
 * changes more than one chat or ticket at a time stays shut.
 */
const openInSimulation = ['/zoho/', '/salesiq/session/', '/playground'];

export function isOpenInSimulation(route: string): boolean {
  return openInSimulation.some((beginning) => route.startsWith(beginning));
}

/** HEAD is what GET is. Undefined: the route is not in the table. */
export function accessOf(table: AccessTable, method: string, route: string): Access | undefined {
  const key = `${method === 'HEAD' ? 'GET' : method} ${route}`;
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
