import { createConversationRouter } from '@acebuddy/conversation/router';
import { createNotificationsRouter } from '@acebuddy/notifications/router';
import { createTicketingRouter } from '@acebuddy/ticketing/router';
import { z } from 'zod';

export interface Procedure {
  readonly name: string;
  readonly input: z.ZodType | null;
  readonly output: z.ZodType;
}

/** Only the schemas are looked at: nothing behind a router is ever reached. */
const nothing = {} as never;
const routers = {
  conversation: createConversationRouter({
    conversation: nothing,
    console: nothing,
    learning: nothing,
    exportScript: nothing,
    audit: nothing,
    person: nothing,
    report: nothing,
    workflowsReport: nothing,
    workflowReport: nothing,
    describe: nothing,
  }),
  ticketing: createTicketingRouter({ ticketing: nothing, audit: nothing, ping: nothing }),
  notifications: createNotificationsRouter({
    notifications: { codes: nothing, approvals: nothing } as never,
    shown: nothing,
    watch: nothing,
    audit: nothing,
    person: nothing,
    checkMail: nothing,
  }),
};

export type ServiceWithRouter = keyof typeof routers;

/** tRPC keeps a procedure's schemas here; what is not a zod schema cannot be held to anything. */
const definitionSchema = z.object({
  inputs: z.array(z.instanceof(z.ZodType)).max(1),
  output: z.instanceof(z.ZodType),
});

export function proceduresOf(service: ServiceWithRouter): Procedure[] {
  return Object.entries(routers[service]._def.procedures).map(([name, procedure]) => {
    const { inputs, output } = definitionSchema.parse(procedure._def);
    return { name, input: inputs[0] ?? null, output };
  });
}
