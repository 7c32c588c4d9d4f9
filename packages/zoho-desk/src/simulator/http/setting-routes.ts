import { z } from 'zod';
import { botAgent } from '../portal/portal.ts';
import { errors, list, ok } from './answer.ts';
import { toFieldErrors } from './bodies.ts';
import { toFields } from './fields.ts';
import { checkQuery, patterns, upTo } from './queries.ts';
import { basicScopes, type DeskRequest, type DeskRoute } from './route.ts';
import { toAgent, toContact } from './views.ts';

/** What the portal is made of (zoho-desk.md §5), and single contacts (§4). */
export const settingRoutes: readonly DeskRoute[] = [
  {
    operation: 'listOrganizations',
    method: 'GET',
    path: '/organizations',
    scopes: basicScopes,
    weight: 3,
    handle: (request) => list(toOrganizations(request)),
  },
  {
    operation: 'listDepartments',
    method: 'GET',
    path: '/departments',
    scopes: basicScopes,
    weight: 3,
    handle: (request) => {
      const refusal = checkQuery(request.query, {
        isEnabled: patterns.flag,
        from: patterns.from,
        limit: upTo(200),
        searchStr: patterns.name,
        chatStatus: patterns.name,
      });
      const { isEnabled } = request.query;
      const all = toDepartments(request);
      return refusal ?? list(all.filter((one) => isEnabled === undefined || String(one.isEnabled) === isEnabled));
    },
  },
  {
    operation: 'listAgents',
    method: 'GET',
    path: '/agents',
    scopes: basicScopes,
    weight: 3,
    handle: ({ context: { portal }, query }) => {
      const refusal = checkQuery(query, {
        status: /^(ACTIVE|DISABLED)$/,
        from: patterns.from,
        limit: upTo(200),
        searchStr: patterns.name,
        departmentIds: patterns.ids,
      });
      const agents = portal.agents.filter((agent) => query.status === undefined || agent.status === query.status);
      return refusal ?? list(agents.map((agent) => toAgent(portal, agent)));
    },
  },
  {
    operation: 'getMyInfo',
    method: 'GET',
    path: '/myinfo',
    scopes: basicScopes,
    weight: 1,
    handle: ({ context: { portal }, query }) =>
      checkQuery(query, { include: patterns.name }) ?? ok(toAgent(portal, botAgent)),
  },
  {
    operation: 'listFields',
    method: 'GET',
    path: '/organizationFields',
    scopes: [['Desk.settings.READ']],
    weight: 3,
    handle: ({ context: { portal }, query }) => {
      const refusal = checkQuery(query, { module: patterns.name, departmentId: patterns.id, apiNames: patterns.name });
      if (refusal !== null) {
        return refusal;
      }
      return query.module === 'tickets'
        ? ok({ data: toFields(portal) })
        : errors.unprocessable("The value passed for the 'module' query parameter is invalid.");
    },
  },
  {
    operation: 'createField',
    method: 'POST',
    path: '/organizationFields',
    scopes: [['Desk.settings.CREATE']],
    weight: 1,
    handle: ({ context: { portal }, query, body }) => {
      const refusal = checkQuery(query, { module: /^tickets$/ });
      if (refusal !== null) {
        return refusal;
      }
      const field = newFieldSchema.safeParse(parseJson(body));
      if (!field.success) {
        return errors.invalid(toFieldErrors(field.error, parseJson(body)));
      }
      const { apiName } = portal.addCustomField(field.data.displayLabel);
      const created = toFields(portal).find((one) => one.apiName === apiName);
      return { status: 201, body: created };
    },
  },
  {
    operation: 'getContact',
    method: 'GET',
    path: '/contacts/:contactId',
    scopes: [['Desk.contacts.READ']],
    weight: 1,
    handle: ({ context, params }) => {
      const contact = context.portal.contact(params.contactId ?? '');
      return contact === undefined ? errors.notFound() : ok(toContact(context, contact));
    },
  },
];

/** Only single-line fields; the others of the specification are nobody's need here. */
const newFieldSchema = z.strictObject({
  displayLabel: z.string().min(1).max(200),
  type: z.literal('Text'),
  maxLength: z.coerce.number().int().min(1).max(255),
  isTrackLastActivityTime: z.boolean().optional(),
});

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function toOrganizations(request: DeskRequest) {
  const ours = toOrganization(request);
  const others = request.context.portal.otherOrganizations;
  return [ours, ...others.map(({ id, name }) => ({ ...ours, id, companyName: name, alias: name }))];
}

function toDepartments(request: DeskRequest) {
  const ours = toDepartment(request);
  const others = request.context.portal.otherDepartments.map(({ id, name, isEnabled = true }) => ({
    ...ours,
    id,
    name,
    isEnabled,
    isDefault: false,
    sanitizedName: name.toLowerCase().replaceAll(' ', '-'),
    nameInCustomerPortal: name,
  }));
  return [ours, ...others];
}

function toOrganization({ context: { portal, origin } }: DeskRequest) {
  return {
    id: portal.orgId,
    companyName: portal.orgName,
    portalName: 'simulated',
    alias: portal.orgName,
    description: 'This organisation exists in a simulator only.',
    edition: 'ENTERPRISE',
    employeeCount: '10',
    isAdminInOrg: true,
    isDefault: false,
    isSandboxPortal: false,
    isPayloadEncryptionEnabled: false,
    portalURL: `${origin}/_simulator/state`,
    faviconURL: `${origin}/favicon.ico`,
    logoURL: `${origin}/logo`,
    primaryContact: 'integration@desk.example',
    country: 'United States',
    state: 'IL',
    city: 'Chicago',
    street: '',
    zip: '',
    phoneNumber: '',
    mobile: '',
    fax: '',
    website: '',
    currencyCode: 'USD',
    currencyLocale: 'US',
    currencySymbol: '$',
  };
}

function toDepartment({ context: { portal } }: DeskRequest) {
  return {
    id: portal.departmentId,
    name: portal.departmentName,
    sanitizedName: portal.departmentName.toLowerCase().replaceAll(' ', '-'),
    nameInCustomerPortal: portal.departmentName,
    description: null,
    isEnabled: true,
    isDefault: true,
    isVisibleInCustomerPortal: true,
    isAssignToTeamEnabled: true,
    hasLogo: false,
    chatStatus: 'AVAILABLE',
    creatorId: botAgent.id,
    createdTime: '2026-01-05T09:00:00.000Z',
  };
}
