/** A contact that the simulated portal knows from the start. */
export interface SeedContact {
  readonly firstName?: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone?: string;
}

export interface CustomFieldSeed {
  readonly apiName: string;
  readonly displayLabel?: string;
  readonly isMandatory?: boolean;
}

/** What can be changed while the simulator runs. Numbers of zoho-desk.md §2.3, §3.4 and §7 unless said otherwise. */
export interface SimulatorSettings {
  /** How far the search index is behind. Zoho says "minutes"; default 2,000 so that a demonstration stays lively. */
  readonly indexLagMs: number;
  /** Calls at once before 429 `TOO_MANY_REQUESTS`. Default 10 (Express, Standard). */
  readonly concurrencyMax: number;
  /** Credits a day before 429 `THRESHOLD_EXCEEDED`. Default 50,000 (Standard). */
  readonly dailyCredits: number;
  readonly tokenLifetimeS: number;
  /** Access tokens per refresh token in ten minutes. */
  readonly refreshesMax: number;
  /** Which of the contradicting documents is obeyed (§3.4, §4): whether searches take `customFieldN` and `email`. */
  readonly searchDialect: 'prose' | 'specification';
  /** `strict`: `contact` takes exactly `lastName` and `email`; `loose`: also names and phone, one of both required (§3.1). */
  readonly contactDialect: 'strict' | 'loose';
  /** Number of the first record in lists (§3.3). */
  readonly listBase: 0 | 1;
}

/** A change of some settings; what is undefined stays. */
export type SettingsChange = { readonly [Key in keyof SimulatorSettings]?: SimulatorSettings[Key] | undefined };

export const settingsDefault: SimulatorSettings = {
  indexLagMs: 2_000,
  concurrencyMax: 10,
  dailyCredits: 50_000,
  tokenLifetimeS: 3_600,
  refreshesMax: 10,
  searchDialect: 'prose',
  contactDialect: 'loose',
  listBase: 1,
};

export interface SimulatorCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export interface SimulatorOptions {
  /** Epoch milliseconds; default the system's. */
  readonly now?: () => number;
  /** 0 ≤ x < 1, for faults by rate; default `Math.random`. */
  readonly random?: () => number;
  readonly settings?: Partial<SimulatorSettings>;
  readonly orgId?: string;
  readonly orgName?: string;
  readonly departmentId?: string;
  readonly departmentName?: string;
  readonly credentials?: Partial<SimulatorCredentials>;
  /** Access tokens that are always good, like `ZOHO_DESK_API_KEY` for trying out. Default none. */
  readonly apiKeys?: readonly string[];
  /** Further organisations of the token's user, who may read of them only that they are there. */
  readonly otherOrganizations?: readonly { readonly id: string; readonly name: string }[];
  /** Further departments of the organisation. */
  readonly otherDepartments?: readonly { readonly id: string; readonly name: string; readonly isEnabled?: boolean }[];
  /** Scopes of tokens that are given out, comma separated. */
  readonly scope?: string;
  /** Custom fields of tickets. Default: those that the configuration file names by default. */
  readonly customFields?: readonly CustomFieldSeed[];
  /** Teams that tickets may go to, by id. */
  readonly teams?: readonly { readonly id: string; readonly name: string }[];
  /** Default: `test@company.com` "Test User" and three more. */
  readonly seedContacts?: readonly SeedContact[];
  /** Journal of all records: a restart with the same file goes on where the last run ended. */
  readonly journalFile?: string;
  /** `webUrl` of tickets; default a page of the simulator. */
  readonly ticketUrl?: (ticketId: string) => string;
}

export const seedContactsDefault: readonly SeedContact[] = [
  { firstName: 'Test', lastName: 'User', email: 'test@company.com', phone: '+1 555 010 0100' },
  { firstName: 'Dana', lastName: 'Whitfield', email: 'dana@whitfield-cpa.example', phone: '+1 555 010 0101' },
  { firstName: 'Marcus', lastName: 'Okafor', email: 'marcus@okafor-books.example', phone: '+1 555 010 0102' },
  { firstName: 'Priya', lastName: 'Raman', email: 'priya@ramantax.example', phone: '+1 555 010 0103' },
];

export const customFieldsDefault: readonly CustomFieldSeed[] = [
  { apiName: 'cf_workflow_type', displayLabel: 'Workflow' },
  { apiName: 'cf_automation_source', displayLabel: 'Automation source' },
  { apiName: 'cf_salesiq_chat_id', displayLabel: 'SalesIQ chat' },
  { apiName: 'cf_salesiq_visitor_id', displayLabel: 'SalesIQ visitor' },
  { apiName: 'cf_reference', displayLabel: 'Reference' },
  { apiName: 'cf_verified', displayLabel: 'Customer verified' },
];

export const scopeDefault = [
  'Desk.tickets.ALL',
  'Desk.contacts.READ',
  'Desk.contacts.CREATE',
  'Desk.search.READ',
  'Desk.basic.READ',
  'Desk.basic.CREATE',
  'Desk.settings.READ',
  'Desk.calls.READ',
  'Desk.calls.CREATE',
].join(',');
