import type { SalesiqPortal } from '@acebuddy/salesiq/simulator';
import type { EngineSettings } from '@acebuddy/workflows';

export const agentsPositions = ['hours', 'available', 'busy', 'offline'] as const;
/** `hours`: as the business hours of the operator's file say; the others hold at any time of any day. */
export type AgentsPosition = (typeof agentsPositions)[number];

type Hours = EngineSettings['businessHours'];

/** Whether agents are in the chat. It moves the simulated SalesIQ and, where it can, the hours that the bot goes by. */
export interface AgentsSwitch {
  readonly position: AgentsPosition;
  /** False where the bot runs in a process of its own: its hours are then those of the file. */
  readonly movesHours: boolean;
  set(position: AgentsPosition): void;
  /** These settings with hours that follow the switch. */
  drive(settings: EngineSettings): EngineSettings;
}

export function createAgentsSwitch(portal: SalesiqPortal, now: () => Date): AgentsSwitch {
  let position: AgentsPosition = 'hours';
  let movesHours = false;
  return {
    get position() {
      return position;
    },
    get movesHours() {
      return movesHours;
    },
    set(next) {
      position = next;
      portal.setOperators(next === 'hours' ? 'available' : next);
    },
    drive(settings) {
      movesHours = true;
      return {
        ...settings,
        get businessHours() {
          return hoursAt(settings.businessHours, position, now());
        },
      };
    },
  };
}

/** Offline is a holiday; the other positions open the day that it is where the operator is. */
function hoursAt(hours: Hours, position: AgentsPosition, now: Date): Hours {
  if (position === 'hours') return hours;
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: hours.timeZone }).format(now);
  if (position === 'offline') return { ...hours, holidays: [...hours.holidays, today] };
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7;
  return {
    ...hours,
    days: [...hours.days.filter((day) => day.weekday !== weekday), { weekday, from: '00:00', to: '24:00' }],
    holidays: hours.holidays.filter((holiday) => holiday !== today),
  };
}
