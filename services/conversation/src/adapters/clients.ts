import type { NotificationsRouter } from '@acebuddy/notifications/router';
import type { ServiceClient } from '@acebuddy/service-kit';
import type { TicketingRouter } from '@acebuddy/ticketing/router';
import type { Notifications, Ticketing } from '../ports.ts';

export function toTicketing(client: ServiceClient<TicketingRouter>): Ticketing {
  return {
    createTicket: (input) => client.createTicket.mutate(input),
    changeTicket: (input) => client.changeTicket.mutate(input),
    findContact: (input) => client.findContact.query(input),
    news: (input) => client.news.query(input),
  };
}

export function toNotifications(client: ServiceClient<NotificationsRouter>): Notifications {
  return {
    sendMail: (input) => client.sendMail.mutate(input),
    sendCode: (input) => client.sendCode.mutate(input),
    verifyCode: (input) => client.verifyCode.mutate(input),
    requestApproval: (input) => client.requestApproval.mutate(input),
    approvalNews: (input) => client.approvalNews.query(input),
    deliveryNews: (input) => client.deliveryNews.query(input),
    pushChat: (input) => client.pushChat.mutate(input),
    closeChat: (input) => client.closeChat.mutate(input),
  };
}
