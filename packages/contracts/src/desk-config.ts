import { z } from 'zod';
import { emailSchema } from './people.ts';
import { prioritySchema } from './ticketing.ts';

/*
 * The operator's file (`ZOHO_DESK_CONFIG`, default `zoho_desk_config.json`). Every key is optional and has the default
 * written here; an unknown key is an error, so that a typing mistake is not silently ignored. Ticketing reads the Desk
 * part, conversation reads what customers are told (plans, points of contact, hours, teams, expected times).
 */

const deskId = z.string().regex(/^\d{1,19}$/, 'must be a Desk id (digits)');
const shortText = z.string().trim().min(1).max(200);
const workflowName = z.string().regex(/^[a-z][a-z0-9_]{1,49}$/, 'must be a workflow id such as password_reset');
/** `HH:mm`, or `24:00` for the end of a day. */
const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 09:00');
/** Desk's API name of a ticket field (desk-api.md §3.1); null or "" leaves the field out. */
const customFieldName = z
  .union([z.string().regex(/^(cf_[A-Za-z0-9_]{1,96})?$/, 'must be an API name such as cf_reference'), z.null()])
  .transform((name) => (name === '' ? null : name));

/** Where each of our facts goes in the portal. The fields are created once in Desk's settings by its administrator. */
export const customFieldsSchema = z.strictObject({
  workflow_type: customFieldName.default('cf_workflow_type'),
  /** Always holds `AceBuddy`. */
  automation_source: customFieldName.default('cf_automation_source'),
  salesiq_chat_id: customFieldName.default('cf_salesiq_chat_id'),
  salesiq_visitor_id: customFieldName.default('cf_salesiq_visitor_id'),
  /** Our reference: the key by which a ticket is found again after a lost answer (desk-api.md §8). */
  reference: customFieldName.default('cf_reference'),
  /** `yes` or `no`: whether the customer proved who they are. */
  verified: customFieldName.default('cf_verified'),
});
export type CustomFields = z.infer<typeof customFieldsSchema>;

export const planSchema = z.strictObject({
  name: shortText,
  size_gb: z.number().positive(),
  price_per_month: z.number().nonnegative(),
});

/** A company's point of contact, who approves what costs money or changes access. */
export const pocSchema = z.strictObject({
  company: shortText,
  name: shortText,
  email: emailSchema,
  /** Mail domains of the company's people, for example `acme.example`. */
  domains: z.array(z.string().trim().toLowerCase().min(3).max(253)).max(50).default([]),
});

export const businessHoursSchema = z.strictObject({
  /** IANA zone. */
  time_zone: z.string().max(64).default('America/Chicago'),
  /** 1 = Monday … 7 = Sunday; several spans a day are allowed. */
  days: z
    .array(z.strictObject({ weekday: z.number().int().min(1).max(7), from: timeOfDay, to: timeOfDay }))
    .max(50)
    .default([1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' }))),
  /** Local dates without service, `yyyy-MM-dd`. */
  holidays: z.array(z.iso.date()).max(400).default([]),
});

export const teamSchema = z.strictObject({
  /** Desk's team; unset: the ticket goes to the department without a team. */
  team_id: deskId.optional(),
  /** Where the team's notices go; unset: `SUPPORT_EMAIL`. */
  email: emailSchema.optional(),
});

/** What may be fetched from a chat and attached to a ticket. */
export const attachmentPolicySchema = z.strictObject({
  /** Host names, or `.example.com` for a domain and all below it. Nothing is fetched from anywhere else. */
  allowed_hosts: z
    .array(z.string().trim().toLowerCase().min(1).max(253))
    .max(50)
    .default(['.zoho.com', '.zoho.eu', '.zoho.in', '.zoho.com.au', '.zoho.jp', '.zohocloud.ca', '.zohopublic.com']),
  /** `image/*` allows every subtype. */
  content_types: z
    .array(z.string().trim().toLowerCase().max(150))
    .max(100)
    .default([
      'image/*',
      'text/plain',
      'text/csv',
      'application/pdf',
      'application/zip',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]),
  /** Desk takes 20 MB at most (desk-api.md §3.7). */
  bytes_max: z
    .number()
    .int()
    .min(1)
    .max(20 * 1024 * 1024)
    .default(20 * 1024 * 1024),
});

export const deskConfigSchema = z.strictObject({
  /** Wins over `ZOHO_DESK_DEPARTMENT_ID`. */
  department_id: deskId.optional(),
  /** Agent who gets every new ticket; unset: Desk's own assignment rules. */
  default_assignee: deskId.optional(),
  /** Desk's `channel` picklist value; null leaves it to Desk. */
  ticket_source: z.string().trim().min(1).max(100).nullable().default('Chat'),
  language: z.string().trim().min(1).max(50).optional(),
  category: z.string().trim().min(1).max(200).optional(),
  classification: z.string().trim().min(1).max(100).optional(),
  custom_fields: customFieldsSchema.prefault({}),
  /** Further facts of a ticket (by our name, for example `plan`) that go into fields of the portal. */
  additional_fields: z.record(z.string().max(100), customFieldName).default({}),
  /** Portal's own words for our priorities and statuses, where it renamed them. */
  priority_names: z.partialRecord(prioritySchema, z.string().trim().min(1).max(100)).default({}),
  status_names: z
    .partialRecord(z.enum(['Open', 'On Hold', 'Escalated', 'Closed']), z.string().trim().min(1).max(100))
    .default({}),
  /** Per workflow: overrides the priority that the workflow file names. */
  priorities: z.partialRecord(workflowName, prioritySchema).default({}),
  /** Per workflow: what customers are told about how long it takes. */
  expected_resolution: z.partialRecord(workflowName, shortText).default({}),
  /** By the team's name in the workflow files, for example `NOC`. */
  teams: z.record(z.string().trim().min(1).max(100), teamSchema).default({}),
  /** Per workflow: overrides the team. */
  workflow_teams: z.partialRecord(workflowName, z.string().trim().min(1).max(100)).default({}),
  /** Tag new tickets; costs one more Desk call a ticket, in the background. */
  tags: z.boolean().default(false),
  /** Contact for customers without an e-mail address; unset: a contact with a last name alone (desk-api.md §3.1). */
  placeholder_contact_id: deskId.optional(),
  /** Whether the transcript is visible to the customer in Desk's help centre (and mailed to her by Desk). */
  transcript_public: z.boolean().default(true),
  attachments: attachmentPolicySchema.prefault({}),
  /** Seconds between two looks for changes made in Desk; 0 turns polling off (webhooks alone). */
  poll_seconds: z.number().int().min(0).max(86_400).default(60),
  company_name: shortText.default('Support'),
  plans: z
    .array(planSchema)
    .max(20)
    .default([
      { name: '200 GB', size_gb: 200, price_per_month: 120 },
      { name: '100 GB', size_gb: 100, price_per_month: 60 },
      { name: '80 GB', size_gb: 80, price_per_month: 50 },
      { name: '60 GB', size_gb: 60, price_per_month: 40 },
      { name: '40 GB', size_gb: 40, price_per_month: 28 },
    ]),
  /** Printed before prices. */
  currency: z.string().trim().min(1).max(10).default('$'),
  pocs: z.array(pocSchema).max(10_000).default([]),
  business_hours: businessHoursSchema.prefault({}),
  /** SalesIQ department that `forward` goes to. */
  forward_department: z.string().trim().min(1).max(200).optional(),
  idle_nudge_minutes: z.number().int().min(1).max(10_080).default(10),
  idle_abandon_minutes: z.number().int().min(1).max(10_080).default(30),
  approval_reminder_minutes: z.number().int().min(1).max(43_200).default(240),
});
/** The file's content with all defaults filled in. */
export type DeskConfig = z.output<typeof deskConfigSchema>;
