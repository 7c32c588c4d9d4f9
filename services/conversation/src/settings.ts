import type { DeskConfig } from '@acebuddy/contracts';
import type { ImpactInputs } from '@acebuddy/metrics';
import { defaultSettings, type EngineSettings, type Workflow } from '@acebuddy/workflows';

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

/** What a run of each workflow saves: as the operator's file says, else as the workflow's own file does. */
export function toImpactInputs(config: DeskConfig, workflows: readonly Workflow[]): ImpactInputs {
  const { hour_cost: hourCost, minutes_saved: configured } = config.impact;
  const minutes = workflows.map(
    ({ definition: { id, impact } }) => [id, configured[id] ?? impact.minutes_saved] as const,
  );
  return { hourCost, currency: config.currency, minutesSaved: Object.fromEntries(minutes) };
}
