/** Scopes of a grant code with which everything works, in the order of the page that is copied from (docs/setup.md). */
export const neededScopes = [
  'Desk.tickets.ALL',
  'Desk.contacts.READ',
  'Desk.contacts.CREATE',
  'Desk.search.READ',
  'Desk.basic.READ',
  'Desk.basic.CREATE',
  'Desk.settings.READ',
  'Desk.calls.READ',
  'Desk.calls.CREATE',
  'SalesIQ.callbacks.UPDATE',
  'SalesIQ.conversations.CREATE',
  'SalesIQ.conversations.UPDATE',
  'SalesIQ.conversations.READ',
] as const;

/** With it, too, the fields of tickets can be made from here; without it by hand. */
export const fieldScope = 'Desk.settings.CREATE';

/** Of what is granted `X.ALL` covers every `X.…`. */
export function lacking(granted: readonly string[]): string[] {
  const has = new Set(granted);
  return neededScopes.filter(
    (scope) =>
      ![scope, scope.replace(/\.\w+$/, '.ALL'), scope.replace('.calls.', '.activities.calls.')].some((one) =>
        has.has(one),
      ),
  );
}

/** Labels under which people find the fields of tickets, by key of `custom_fields`. Desk makes the API name out of them. */
export const fieldLabels: Readonly<Record<string, string>> = {
  workflow_type: 'Workflow type',
  automation_source: 'Automation source',
  salesiq_chat_id: 'SalesIQ chat id',
  salesiq_visitor_id: 'SalesIQ visitor id',
  reference: 'Reference',
  verified: 'Verified',
};
