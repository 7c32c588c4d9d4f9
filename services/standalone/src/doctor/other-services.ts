import { type Check, fine, mailCheck, problem, zohoCheck } from '@acebuddy/checks';
import type { ConversationRouter } from '@acebuddy/conversation/router';
import { originSchema, toConversationClient, toNotificationsClient, toTicketingClient } from '@acebuddy/gateway';
import type { NotificationsRouter } from '@acebuddy/notifications';
import { createRemoteClient, type Environment, release } from '@acebuddy/service-kit';
import type { TicketingRouter } from '@acebuddy/ticketing';
import { z } from 'zod';
import { isNewer } from '../kept-release.ts';

const distributedSchema = z.object({
  CONVERSATION_URL: originSchema,
  TICKETING_URL: originSchema,
  NOTIFICATIONS_URL: originSchema,
  INTERNAL_TOKEN: z.string(),
});

const timeoutMs = 10_000;

/** With the addresses of the other services: they are asked, who have stores, Zoho and mail server. Null where they are not set. */
export function otherServices(env: Environment): Check[] | null {
  const parsed = distributedSchema.safeParse(env);
  if (!parsed.success) return null;
  const { INTERNAL_TOKEN: internalToken, CONVERSATION_URL, TICKETING_URL, NOTIFICATIONS_URL } = parsed.data;
  const remote = { internalToken, timeoutMs };
  const clients = {
    conversation: toConversationClient(
      createRemoteClient<ConversationRouter>({ ...remote, name: 'conversation', url: CONVERSATION_URL }),
    ),
    ticketing: toTicketingClient(
      createRemoteClient<TicketingRouter>({ ...remote, name: 'ticketing', url: TICKETING_URL }),
    ),
    notifications: toNotificationsClient(
      createRemoteClient<NotificationsRouter>({ ...remote, name: 'notifications', url: NOTIFICATIONS_URL }),
    ),
  };
  const askAll = async () =>
    Promise.all(
      Object.entries(clients).map(async ([name, client]) => {
        const answer = await client.ready().catch(() => null);
        return { name, answer };
      }),
    );
  return [
    {
      id: 'services',
      look: async () => {
        const silent = (await askAll()).filter(({ answer }) => answer === null).map(({ name }) => name);
        return silent.length === 0
          ? fine('conversation, ticketing and notifications, each with its store')
          : problem(
              `${silent.join(', ')} ${silent.length === 1 ? 'does' : 'do'} not answer, or not with ${silent.length === 1 ? 'its' : 'their'} store`,
              'Look at their logs, at CONVERSATION_URL, TICKETING_URL and NOTIFICATIONS_URL, and whether INTERNAL_TOKEN is the same everywhere',
            );
      },
    },
    {
      id: 'release',
      look: async () => {
        const others = (await askAll()).flatMap(({ name, answer }) =>
          answer?.version !== undefined && isNewer(answer.version, release) ? [`${name} ${answer.version}`] : [],
        );
        return others.length === 0
          ? fine(release)
          : problem(
              `${others.join(', ')}, and this is ${release}`,
              'Bring all services to one release (docs/upgrading.md)',
            );
      },
    },
    zohoCheck(() => clients.ticketing.check()),
    mailCheck('server', () => clients.notifications.mailReady()),
  ];
}
