import type { Portal } from '../portal/portal.ts';
import type { FieldError } from './answer.ts';
import type { NewTicketBody, TicketChangeBody } from './bodies.ts';
import { picklists } from './fields.ts';

/** Ids, picklist values and custom fields that the portal does not have (zoho-desk.md §3.1). */
export function checkReferences(portal: Portal, body: TicketChangeBody & { departmentId?: string }): FieldError[] {
  const invalid = (fieldName: string, bad: boolean): FieldError[] => (bad ? [{ fieldName, errorType: 'invalid' }] : []);
  const known = new Set(portal.customFields.map((field) => field.apiName));
  return [
    ...invalid('/departmentId', body.departmentId !== undefined && !isDepartment(portal, body.departmentId)),
    ...invalid('/contactId', Boolean(body.contactId) && portal.contact(body.contactId ?? '') === undefined),
    ...invalid('/assigneeId', Boolean(body.assigneeId) && !portal.agents.some((agent) => agent.id === body.assigneeId)),
    ...invalid('/teamId', Boolean(body.teamId) && !portal.teams.some((team) => team.id === body.teamId)),
    ...(['status', 'priority', 'channel', 'classification', 'language'] as const).flatMap((name) =>
      invalid(`/${name}`, Boolean(body[name]) && !picklists[name]?.includes(body[name] ?? '')),
    ),
    ...Object.keys(body.cf ?? {}).flatMap((name) => invalid(`/cf/${name}`, !known.has(name))),
  ];
}

function isDepartment(portal: Portal, id: string): boolean {
  return id === portal.departmentId || portal.otherDepartments.some((one) => one.id === id);
}

/** Mandatory fields of the layout make a create fail (§5). */
export function checkMandatory(portal: Portal, body: NewTicketBody): FieldError[] {
  return portal.customFields
    .filter((field) => field.isMandatory && !body.cf?.[field.apiName])
    .map((field) => ({ fieldName: `/cf/${field.apiName}`, errorType: 'missing' }));
}
