import type { EngineSettings } from './engine-types.ts';

/** What an operator who configures nothing gets (integration.md, "The operator's file"). */
export const defaultSettings: EngineSettings = {
  companyName: 'Support',
  supportEmail: 'support@example.com',
  supportPhone: null,
  businessHours: {
    timeZone: 'America/Chicago',
    days: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' })),
    holidays: [],
  },
  workflows: {},
  lists: {
    plans: [
      { value: '200 GB', label: '200 GB – $120/month' },
      { value: '100 GB', label: '100 GB – $60/month' },
      { value: '80 GB', label: '80 GB – $50/month' },
      { value: '60 GB', label: '60 GB – $40/month' },
      { value: '40 GB', label: '40 GB – $28/month' },
    ],
  },
  idleNudgeMinutes: 10,
  idleAbandonMinutes: 30,
  approvalReminderMinutes: 240,
  forwardDepartment: null,
  codesEnabled: true,
};
