import { z } from 'zod';
import { brandShape } from './brand.ts';
import { emailSchema } from './people.ts';
import { prioritySchema } from './ticketing.ts';
import { timeZoneSchema } from './time-zone.ts';

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
/** Desk's API name of a ticket field (zoho-desk.md §3.1); null or "" leaves the field out. */
const customFieldName = z
  .union([z.string().regex(/^(cf_[A-Za-z0-9_]{1,96})?$/, 'must be an API name such as cf_reference'), z.null()])
  .transform((name) => (name === '' ? null : name));

/** Where each of our facts goes in the portal. The fields are created once in Desk's settings by its administrator. */
export const customFieldsSchema = z.strictObject({
  workflow_type: customFieldName.default('cf_workflow_type'),
  automation_source: customFieldName.default('cf_automation_source').describe('Always holds `AceBuddy`.'),
  salesiq_chat_id: customFieldName.default('cf_salesiq_chat_id'),
  salesiq_visitor_id: customFieldName.default('cf_salesiq_visitor_id'),
  reference: customFieldName
    .default('cf_reference')
    .describe('Our reference: the key by which a ticket is found again after a lost answer.'),
  verified: customFieldName
    .default('cf_verified')
    .describe('What is proven about the customer: `verified`, `mailbox only` or `not verified`.'),
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
  domains: z
    .array(z.string().trim().toLowerCase().min(3).max(253))
    .max(50)
    .default([])
    .describe("Mail domains of the company's people, for example `acme.example`."),
});

export const businessHoursSchema = z.strictObject({
  time_zone: timeZoneSchema.default('America/Chicago').describe('IANA zone.'),
  days: z
    .array(z.strictObject({ weekday: z.number().int().min(1).max(7), from: timeOfDay, to: timeOfDay }))
    .max(50)
    .default([1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' })))
    .describe('1 = Monday … 7 = Sunday; several spans a day are allowed.'),
  holidays: z.array(z.iso.date()).max(400).default([]).describe('Local dates without service, `yyyy-MM-dd`.'),
});

export const teamSchema = z.strictObject({
  team_id: deskId.optional().describe("Desk's team; unset: the ticket goes to the department without a team."),
  email: emailSchema.optional().describe("Where the team's notices go; unset: `SUPPORT_EMAIL`."),
});

/** What may be fetched from a chat and attached to a ticket. */
export const attachmentPolicySchema = z.strictObject({
  allowed_hosts: z
    .array(z.string().trim().toLowerCase().min(1).max(253))
    .max(50)
    .default(['.zoho.com', '.zoho.eu', '.zoho.in', '.zoho.com.au', '.zoho.jp', '.zohocloud.ca', '.zohopublic.com'])
    .describe('Host names, or `.example.com` for a domain and all below it. Nothing is fetched from anywhere else.'),
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
    ])
    .describe('`image/*` allows every subtype.'),
  bytes_max: z
    .number()
    .int()
    .min(1)
    .max(20 * 1024 * 1024)
    .default(20 * 1024 * 1024)
    .describe('Desk takes 20 MB at most.'),
});

export const deskConfigSchema = z.strictObject({
  $schema: z.string().max(500).optional().describe('For editors: where the schema of this file is'),
  department_id: deskId.optional().describe('Wins over `ZOHO_DESK_DEPARTMENT_ID`.'),
  default_assignee: deskId.optional().describe("Agent who gets every new ticket; unset: Desk's own assignment rules."),
  ticket_source: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .nullable()
    .default('Chat')
    .describe("Desk's `channel` picklist value; null leaves it to Desk."),
  language: z.string().trim().min(1).max(50).optional().describe('Language of new tickets, in the words of the portal'),
  category: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Category of new tickets, in the words of the portal'),
  classification: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('Classification of new tickets, in the words of the portal'),
  custom_fields: customFieldsSchema.prefault({}).describe('Names of the custom fields that hold our facts'),
  additional_fields: z
    .record(z.string().max(100), customFieldName)
    .default({})
    .describe('Further facts of a ticket (by our name, for example `plan`) that go into fields of the portal.'),
  priority_names: z
    .partialRecord(prioritySchema, z.string().trim().min(1).max(100))
    .default({})
    .describe("Portal's own words for our priorities and statuses, where it renamed them."),
  status_names: z
    .partialRecord(z.enum(['Open', 'On Hold', 'Escalated', 'Closed']), z.string().trim().min(1).max(100))
    .default({})
    .describe('The portal’s own words for our statuses, where it renamed them'),
  priorities: z
    .partialRecord(workflowName, prioritySchema)
    .default({})
    .describe('Per workflow: overrides the priority that the workflow file names.'),
  expected_resolution: z
    .partialRecord(workflowName, shortText)
    .default({})
    .describe('Per workflow: what customers are told about how long it takes.'),
  teams: z
    .record(z.string().trim().min(1).max(100), teamSchema)
    .default({})
    .describe("By the team's name in the workflow files, for example `NOC`."),
  workflow_teams: z
    .partialRecord(workflowName, z.string().trim().min(1).max(100))
    .default({})
    .describe('Per workflow: overrides the team.'),
  tags: z.boolean().default(false).describe('Tag new tickets; costs one more Desk call a ticket, in the background.'),
  known_contacts: z
    .enum(['none', 'older_than_first_chat', 'with_account'])
    .default('none')
    .describe(
      "Which of Desk's contacts are known customers where no directory is configured. A chat's own ticket makes a contact of whoever asks, so by default none is. `older_than_first_chat`: those made before this product was first started; `with_account`: those that belong to an account (make sure that Desk does not assign accounts by itself).",
    ),
  placeholder_contact_id: deskId
    .optional()
    .describe('Contact for customers without an e-mail address; unset: a contact with a last name alone.'),
  transcript_public: z
    .boolean()
    .default(true)
    .describe("Whether the transcript is visible to the customer in Desk's help centre (and mailed to her by Desk)."),
  attachments: attachmentPolicySchema.prefault({}).describe('What may be fetched from a chat and attached to a ticket'),
  poll_seconds: z
    .number()
    .int()
    .min(0)
    .max(86_400)
    .default(60)
    .describe('Seconds between two looks for changes made in Desk; 0 turns polling off (webhooks alone).'),
  company_name: shortText.default('Support').describe('Whose support it is, as customers read it'),
  ...brandShape,
  plans: z
    .array(planSchema)
    .max(20)
    .default([
      { name: '200 GB', size_gb: 200, price_per_month: 120 },
      { name: '100 GB', size_gb: 100, price_per_month: 60 },
      { name: '80 GB', size_gb: 80, price_per_month: 50 },
      { name: '60 GB', size_gb: 60, price_per_month: 40 },
      { name: '40 GB', size_gb: 40, price_per_month: 28 },
    ])
    .describe('What is offered to who needs more storage'),
  currency: z.string().trim().min(1).max(10).default('$').describe('Printed before prices.'),
  pocs: z
    .array(pocSchema)
    .max(10_000)
    .default([])
    .describe('Points of contact of companies: they approve what costs money or changes access'),
  business_hours: businessHoursSchema.prefault({}).describe('When agents are there: for hand-overs and for calls'),
  forward_department: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('SalesIQ department that `forward` goes to.'),
  idle_nudge_minutes: z
    .number()
    .int()
    .min(1)
    .max(10_080)
    .default(10)
    .describe('Minutes of silence after which the bot asks whether the customer is still there'),
  idle_abandon_minutes: z
    .number()
    .int()
    .min(1)
    .max(10_080)
    .default(30)
    .describe('Minutes of silence after which a chat ends, with a ticket for what it was about'),
  impact: z
    .strictObject({
      hour_cost: z.number().min(0).max(10_000).default(25).describe('What an hour of an agent costs, in `currency`.'),
      minutes_saved: z
        .partialRecord(workflowName, z.number().min(0).max(1_440))
        .default({})
        .describe('Per workflow: overrides the minutes that its file says a run saves.'),
    })
    .prefault({})
    .describe('What the figures of hours and money saved assume; `docs/metrics.md` has the formula'),
  approval_reminder_minutes: z
    .number()
    .int()
    .min(1)
    .max(43_200)
    .default(240)
    .describe('Minutes after which an approver is reminded'),
});
/** The file's content with all defaults filled in. */
export type DeskConfig = z.output<typeof deskConfigSchema>;
