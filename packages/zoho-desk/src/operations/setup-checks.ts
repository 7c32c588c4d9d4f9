import type { SetupCheck, SetupExpectation } from '../desk.ts';
import type { DeskFailure, DeskResult } from '../failure.ts';

export type Problem = SetupCheck['problems'][number];
type Fields = ReadonlyArray<{
  readonly apiName: string | null;
  readonly displayLabel: string | null;
  readonly isMandatory: boolean;
  readonly allowedValues?: ReadonlyArray<{ readonly value: string | null }> | null | undefined;
}>;

/** What tickets always carry; any other mandatory field lets every create fail (zoho-desk.md §5). */
const alwaysSent = new Set(['subject', 'departmentId', 'contactId', 'contact', 'status', 'description']);
/** Scopes of everything the client does (§2.5), checked when Zoho says what the token may do. */
const neededScopes = [
  'Desk.tickets.READ',
  'Desk.tickets.CREATE',
  'Desk.tickets.UPDATE',
  'Desk.contacts.READ',
  'Desk.search.READ',
  'Desk.basic.READ',
  'Desk.settings.READ',
  'Desk.calls.READ',
  'Desk.calls.CREATE',
];

/** What calls of the check themselves complain about. */
export function toProblems(results: ReadonlyArray<DeskResult<unknown>>): Problem[] {
  return results.flatMap((result) => (result.ok ? [] : [toProblem(result.failure)]));
}

/** Messages name the fault first and, after a colon, what to check. */
export function toProblem({ message }: DeskFailure): Problem {
  const border = message.indexOf(': ');
  const mend = border < 0 ? 'Try again later.' : message.slice(border + 2);
  return {
    what: border < 0 ? message : `${message.slice(0, border)}.`,
    mend: `${mend.charAt(0).toUpperCase()}${mend.slice(1)}`,
  };
}

export function missingOrg(orgs: ReadonlyArray<{ readonly id: string; readonly name: string }>): Problem {
  return {
    what: 'ZOHO_DESK_ORG_ID is not an organisation of the token’s user.',
    mend: `Set it to one of: ${orgs.map((org) => `${org.id} (${org.name})`).join(', ') || 'none is visible'}.`,
  };
}

interface Department {
  readonly id: string;
  readonly name: string;
  readonly isEnabled: boolean;
}

export function checkDepartment(department: Department | null, all: readonly Department[]): Problem[] {
  if (department === null) {
    const choices = all.filter((one) => one.isEnabled).map((one) => `${one.id} (${one.name})`);
    return [
      {
        what: 'ZOHO_DESK_DEPARTMENT_ID (or department_id in the configuration file) is not a department of the portal.',
        mend: `Set it to one of: ${choices.join(', ') || 'none is visible'}.`,
      },
    ];
  }
  return department.isEnabled
    ? []
    : [
        {
          what: `The department ${department.name} is disabled.`,
          mend: 'Enable it in Desk, or configure another one.',
        },
      ];
}

export function checkFields(fields: Fields, expected: SetupExpectation): Problem[] {
  const sent = new Set(expected.customFields);
  const missing = expected.customFields.filter((name) => !fields.some((field) => field.apiName === name));
  const mandatory = fields.filter(
    (field) =>
      field.isMandatory && field.apiName !== null && !alwaysSent.has(field.apiName) && !sent.has(field.apiName),
  );
  return [
    ...missing.map((name) => ({
      what: `Tickets have no custom field ${name}.`,
      mend: `Add a single-line field with the API name ${name} in Desk (Setup, Customization, Layouts and Fields), or set its name in custom_fields of the configuration file ("" leaves it out).`,
    })),
    ...mandatory
      .filter((field) => !isConfigured(field.apiName, expected))
      .map((field) => ({
        what: `The field ${field.displayLabel ?? field.apiName} (${field.apiName}) is mandatory, and tickets do not carry it: creating them may fail.`,
        mend: 'Make the field optional in the layout of the department.',
      })),
    ...checkPicklist(fields, 'priority', expected.priorities ?? [], 'priority_names'),
    ...checkPicklist(fields, 'status', expected.statuses ?? [], 'status_names'),
    ...checkPicklist(fields, 'channel', expected.channel === undefined ? [] : [expected.channel], 'ticket_source'),
  ];
}

function isConfigured(apiName: string | null, expected: SetupExpectation): boolean {
  return (
    (apiName === 'priority' && (expected.priorities ?? []).length > 0) ||
    (apiName === 'channel' && expected.channel !== undefined)
  );
}

function checkPicklist(fields: Fields, apiName: string, wanted: readonly string[], setting: string): Problem[] {
  const allowed = fields
    .find((field) => field.apiName === apiName)
    ?.allowedValues?.flatMap((entry) => (entry.value === null ? [] : [entry.value]));
  if (allowed === undefined || allowed.length === 0) {
    return [];
  }
  const unknown = wanted.filter((value) => !allowed.includes(value));
  return unknown.map((value) => ({
    what: `The portal has no ${apiName} "${value}".`,
    mend: `Set ${setting} in the configuration file to one of: ${allowed.join(', ')}.`,
  }));
}

export function checkScopes(granted: string | null): Problem[] {
  if (granted === null) {
    return [];
  }
  const scopes = new Set(granted.split(/[\s,]+/u));
  const lacking = neededScopes.filter(
    (scope) =>
      ![scope, scope.replace(/\.\w+$/u, '.ALL'), scope.replace('.calls.', '.activities.calls.')].some(
        scopes.has,
        scopes,
      ),
  );
  return lacking.length === 0
    ? []
    : [
        {
          what: `The token lacks the scopes ${lacking.join(', ')}.`,
          mend: 'Make a new grant code in the API console with these scopes as well, exchange it, and set ZOHO_REFRESH_TOKEN.',
        },
      ];
}
