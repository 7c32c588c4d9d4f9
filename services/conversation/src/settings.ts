import type { DeskConfig } from '@acebuddy/contracts';
import { defaultSettings, type EngineSettings } from '@acebuddy/workflows';

export interface ContactSettings {
  readonly supportEmail: string;
  readonly supportPhone: string | null;
}

/** What the operator's file says to customers, in the engine's terms. */
export function toEngineSettings(config: DeskConfig, contact: ContactSettings): EngineSettings {
  const { business_hours: hours } = config;
  const ids = new Set([
    ...Object.keys(config.priorities),
    ...Object.keys(config.expected_resolution),
    ...Object.keys(config.workflow_teams),
  ]);
  const overrides = [...ids].map((id) => {
    const [priority, team, expected] = [
      config.priorities[id],
      config.workflow_teams[id],
      config.expected_resolution[id],
    ];
    return [
      id,
      {
        ...(priority === undefined ? {} : { priority }),
        ...(team === undefined ? {} : { team }),
        ...(expected === undefined ? {} : { expectedResolution: expected }),
      },
    ];
  });
  return {
    ...defaultSettings,
    companyName: config.company_name,
    supportEmail: contact.supportEmail,
    supportPhone: contact.supportPhone,
    businessHours: { timeZone: hours.time_zone, days: hours.days, holidays: hours.holidays },
    workflows: Object.fromEntries(overrides),
    lists: {
      ...defaultSettings.lists,
      plans: config.plans.map((plan) => ({
        value: plan.name,
        label: `${plan.name} – ${config.currency}${plan.price_per_month}/month`,
      })),
    },
    idleNudgeMinutes: config.idle_nudge_minutes,
    idleAbandonMinutes: config.idle_abandon_minutes,
    approvalReminderMinutes: config.approval_reminder_minutes,
    forwardDepartment: config.forward_department ?? null,
  };
}
