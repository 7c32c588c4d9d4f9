import type { NewTicket, RefusedField } from '../ports.ts';

/** Parts of a ticket that it can do without, as JSON pointers. Custom fields come on top. */
const optionalPointers = new Set([
  '/email',
  '/contact/email',
  '/phone',
  '/status',
  '/priority',
  '/channel',
  '/language',
  '/category',
  '/classification',
  '/teamId',
  '/assigneeId',
  '/dueDate',
  '/contactId',
]);

/**
 * What to leave out after Desk refused a ticket, or null when leaving things out cannot help (a mandatory field of the
 * portal is missing, the department is wrong). A refusal without reasons gets one try with the bare necessities.
 */
export function fieldsToDrop(ticket: NewTicket, refused: readonly RefusedField[], dropped: readonly string[]) {
  if (dropped.includes('*')) {
    return null;
  }
  if (refused.length === 0) {
    return [...dropped, '*'];
  }
  const pointers = refused.map((field) => field.pointer.replace(/\/$/u, ''));
  const fresh = pointers.filter((pointer) => !dropped.includes(pointer));
  const helps = refused.every((field) => field.type !== 'missing') && pointers.every((at) => isOptional(ticket, at));
  return helps && fresh.length > 0 ? [...dropped, ...fresh] : null;
}

function isOptional(ticket: NewTicket, pointer: string): boolean {
  if (pointer === '/contactId') {
    return 'id' in ticket.contact;
  }
  if (pointer === '/cf') {
    return Object.keys(ticket.cf).length > 0;
  }
  if (pointer.startsWith('/cf/')) {
    return pointer.slice('/cf/'.length) in ticket.cf;
  }
  return optionalPointers.has(pointer);
}

/** True when the portal itself is set up so that no ticket of ours can pass: a person has to mend that. */
export function isPortalProblem(refused: readonly RefusedField[]): boolean {
  return refused.some((field) => field.type === 'missing' || field.pointer === '/departmentId');
}
