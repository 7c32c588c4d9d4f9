import { z } from 'zod';
import { createExchange } from '../transport/exchange.ts';
import { parseJson } from '../transport/json.ts';
import { departmentListSchema, organizationListSchema } from '../wire.ts';

export interface PortalReaderOptions {
  readonly deskOrigin: string;
  readonly accessToken: string;
  readonly fetch?: typeof fetch;
}

/** Desk refused or did not answer: its code and its sentence. */
export class PortalError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'PortalError';
    this.code = code;
  }
}

const errorSchema = z.object({ errorCode: z.string(), message: z.string().catch('') });
const fieldSchema = z.object({ apiName: z.string().min(1) });
const timeoutMs = 12_000;
/** As long as values of custom fields may be (zoho-desk.md §3.1). */
const fieldCharsMax = 100;

/** What a set-up needs of Desk before organisation and department are chosen (zoho-desk.md §5). All reject with `PortalError`. */
export function createPortalReader({ deskOrigin, accessToken, fetch: send = fetch }: PortalReaderOptions) {
  const exchange = createExchange({ origin: deskOrigin, fetch: send, bodyBytesMax: 5 * 1024 * 1024 });

  async function ask(path: string, orgId: string | null, body?: object): Promise<unknown> {
    const request = new Request(`${deskOrigin}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        Authorization: `Zoho-oauthtoken ${accessToken}`,
        ...(orgId === null ? {} : { orgId }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const response = await exchange(request).catch(() => null);
    if (response === null) throw new PortalError('NO_ANSWER', `${new URL(deskOrigin).host} does not answer`);
    if (response.status === 204) return { data: [] };
    const answer = parseJson(await response.text());
    if (response.status < 300) return answer;
    const refused = errorSchema.safeParse(answer).data;
    throw new PortalError(refused?.errorCode ?? `HTTP_${response.status}`, refused?.message ?? 'Desk refuses the call');
  }

  return {
    organizations: async () => organizationListSchema.parse(await ask('/organizations', null)),
    departments: async (orgId: string) => departmentListSchema.parse(await ask('/departments?limit=200', orgId)),
    /** Makes a single-line field of tickets and resolves to the API name that Desk gave it. Wants Desk.settings.CREATE. */
    createTicketField: async (orgId: string, displayLabel: string) => {
      const body = { displayLabel, type: 'Text', maxLength: fieldCharsMax };
      return fieldSchema.parse(await ask('/organizationFields?module=tickets', orgId, body)).apiName;
    },
  };
}
