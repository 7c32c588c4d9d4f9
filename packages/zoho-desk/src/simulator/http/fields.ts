import type { Portal } from '../portal/portal.ts';

/** Picklists of the simulated portal, Desk's own defaults (zoho-desk.md §3.1). */
export const picklists: Readonly<Record<string, readonly string[]>> = {
  status: ['Open', 'On Hold', 'Escalated', 'Closed'],
  priority: ['High', 'Medium', 'Low'],
  channel: ['Email', 'Phone', 'Web', 'Chat', 'Twitter', 'Facebook', 'Forums'],
  classification: ['Problem', 'Request', 'Question', 'Others'],
  language: ['English', 'French', 'German', 'Spanish'],
};

interface Standard {
  readonly apiName: string;
  readonly label: string;
  readonly type: string;
  readonly isMandatory?: boolean;
  readonly maxLength?: number;
}

const standardFields: readonly Standard[] = [
  { apiName: 'subject', label: 'Subject', type: 'Text', isMandatory: true, maxLength: 255 },
  { apiName: 'contactId', label: 'Contact Name', type: 'LookUp', isMandatory: true },
  { apiName: 'departmentId', label: 'Department', type: 'LookUp', isMandatory: true },
  { apiName: 'status', label: 'Status', type: 'Picklist', isMandatory: true },
  { apiName: 'priority', label: 'Priority', type: 'Picklist' },
  { apiName: 'channel', label: 'Channel', type: 'Picklist' },
  { apiName: 'classification', label: 'Classifications', type: 'Picklist' },
  { apiName: 'language', label: 'Language', type: 'Picklist' },
  { apiName: 'category', label: 'Category', type: 'Text' },
  { apiName: 'email', label: 'Email', type: 'Email', maxLength: 150 },
  { apiName: 'phone', label: 'Phone', type: 'Phone', maxLength: 120 },
  { apiName: 'description', label: 'Description', type: 'Textarea', maxLength: 65_535 },
  { apiName: 'dueDate', label: 'Due Date', type: 'DateTime' },
  { apiName: 'assigneeId', label: 'Ticket Owner', type: 'LookUp' },
];

/** `GET /organizationFields?module=tickets` (zoho-desk.md §5). */
export function toFields(portal: Portal) {
  const all: (Standard & { readonly custom: boolean })[] = [
    ...standardFields.map((field) => ({ ...field, custom: false })),
    ...portal.customFields.map((field) => ({
      apiName: field.apiName,
      label: field.displayLabel ?? field.apiName,
      type: 'Text',
      isMandatory: field.isMandatory ?? false,
      maxLength: 100,
      custom: true,
    })),
  ];
  return all.map((field, index) => ({
    id: String(1_892_000_000_090_001n + BigInt(index) * 2n),
    apiName: field.apiName,
    name: field.apiName,
    displayLabel: field.label,
    i18NLabel: field.label,
    type: field.type,
    isCustomField: field.custom,
    isEncryptedField: false,
    isTrackLastActivityTime: false,
    isMandatory: field.isMandatory ?? false,
    maxLength: field.maxLength ?? null,
    ...(picklists[field.apiName] === undefined
      ? {}
      : { allowedValues: picklists[field.apiName]?.map((value) => ({ value })) }),
  }));
}
