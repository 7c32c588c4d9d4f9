import type { CallOptions, Desk, SetupCheck, SetupExpectation } from '../desk.ts';
import type { TokenSource } from '../oauth/token-source.ts';
import { agentSchema, departmentListSchema, fieldListSchema, organizationListSchema } from '../wire.ts';
import type { DeskContext } from './context.ts';
import {
  checkDepartment,
  checkFields,
  checkScopes,
  missingOrg,
  type Problem,
  toProblem,
  toProblems,
} from './setup-checks.ts';

const basicScopes = 'Desk.basic.READ and Desk.settings.READ';
export interface SetupContext extends DeskContext {
  readonly orgId: string;
  readonly tokens: TokenSource;
}

export function createSetupOperations(context: SetupContext): Pick<Desk, 'me' | 'checkSetup'> {
  const { caller, orgId, departmentId, tokens } = context;
  let known: Awaited<ReturnType<Desk['me']>> | null = null;

  async function me(options?: CallOptions) {
    if (known?.ok) {
      return known;
    }
    known = await caller.call(
      {
        operation: 'getMyInfo',
        effect: 'read',
        scopes: basicScopes,
        schema: agentSchema,
        send: (api, init) => api.GET('/myinfo', { ...init }),
      },
      options,
    );
    return known;
  }

  const organizations = (options?: CallOptions) =>
    caller.call(
      {
        operation: 'listOrganizations',
        effect: 'read',
        scopes: basicScopes,
        schema: organizationListSchema,
        withoutOrg: true,
        send: (api, init) => api.GET('/organizations', { ...init }),
      },
      options,
    );

  const departments = (options?: CallOptions) =>
    caller.call(
      {
        operation: 'listDepartments',
        effect: 'read',
        scopes: basicScopes,
        schema: departmentListSchema,
        empty: [],
        send: (api, init) => api.GET('/departments', { params: { query: { limit: 200 } }, ...init }),
      },
      options,
    );

  const fields = (options?: CallOptions) =>
    caller.call(
      {
        operation: 'listFields',
        effect: 'read',
        scopes: 'Desk.settings.READ',
        schema: fieldListSchema,
        send: (api, init) =>
          api.GET('/organizationFields', { params: { query: { module: 'tickets', departmentId } }, ...init }),
      },
      options,
    );

  const searchProbe = (options?: CallOptions) =>
    caller.call(
      {
        operation: 'searchTickets',
        effect: 'read',
        scopes: 'Desk.tickets.READ and Desk.search.READ',
        schema: organizationListSchema,
        empty: [],
        send: (api, init) =>
          api.GET('/tickets/search', { params: { query: { ticketNumber: '0', limit: 1 } }, ...init }),
      },
      options,
    );

  async function checkSetup(expected: SetupExpectation, options?: CallOptions): Promise<SetupCheck> {
    known = null;
    const agent = await me(options);
    if (!agent.ok) {
      // Without a working token or organisation every other check would say the same again.
      return { org: null, department: null, agent: null, problems: [toProblem(agent.failure)] };
    }
    const [orgs, found, portalFields, search] = await Promise.all([
      organizations(options),
      departments(options),
      fields(options),
      searchProbe(options),
    ]);
    const org = orgs.ok ? (orgs.value.find((one) => one.id === orgId) ?? null) : null;
    const department = found.ok ? (found.value.find((one) => one.id === departmentId) ?? null) : null;
    const problems: Problem[] = [
      ...toProblems([orgs, found, portalFields, search]),
      ...(orgs.ok && org === null ? [missingOrg(orgs.value)] : []),
      ...(found.ok ? checkDepartment(department, found.value) : []),
      ...(portalFields.ok ? checkFields(portalFields.value, expected) : []),
      ...checkScopes(tokens.scopes()),
    ];
    return {
      org,
      department: department && { id: department.id, name: department.name },
      agent: agent.value,
      problems,
    };
  }

  return { me, checkSetup };
}
