import type { ConversationRouter } from '@acebuddy/conversation/router';
import type { NotificationsRouter } from '@acebuddy/notifications/router';
import { type ServiceClient, within } from '@acebuddy/service-kit';
import type { TicketingRouter } from '@acebuddy/ticketing/router';
import type { CallLimit, ConversationClient, NotificationsClient, TicketingClient } from '../ports.ts';

/** The gateway's ports over typed clients, remote or in this process. Their schemas check what goes in. */
export function toConversationClient(client: ServiceClient<ConversationRouter>): ConversationClient {
  return {
    handleMessage: (input, limit) => client.handleMessage.mutate(input, limited(limit)),
    handleChatEvent: (input, limit) => client.handleChatEvent.mutate(input, limited(limit)),
    getSession: (input) => client.getSession.query(input),
    report: (input) => client.report.query(input),
    workflowsReport: (input) => client.workflowsReport.query(input),
    workflowReport: (input) => client.workflowReport.query(input),
    listConversations: (input) => client.listConversations.query(input),
    findConversations: (input) => client.findConversations.query(input),
    nameChats: (input) => client.nameChats.query(input),
    getConversation: (input) => client.getConversation.query(input),
    exportScript: (input) => client.exportScript.mutate(input),
    takeFromBot: (input) => client.takeFromBot.mutate(input),
    addNote: (input) => client.addNote.mutate(input),
    attention: () => client.attention.query(),
    listDoubts: (input) => client.listDoubts.query(input),
    labelMessages: (input) => client.labelMessages.mutate(input),
    learning: () => client.learning.query(),
    trainModel: (input) => client.trainModel.mutate(input),
    takeModel: (input) => client.takeModel.mutate(input),
    restoreModel: (input) => client.restoreModel.mutate(input),
    liveMark: () => client.liveMark.query(),
    describe: () => client.describe.query(),
    auditOf: (input) => client.auditOf.query(input),
    recordAccess: (input) => client.recordAccess.mutate(input),
    closeSession: (input) => client.closeSession.mutate(input),
    listOutbox: (input) => client.listOutbox.query(input),
    listWork: (input) => client.listOutbox.query(input),
    retryOutbox: (input) => client.retryOutbox.mutate(input),
    discardOutbox: (input) => client.discardOutbox.mutate(input),
    listAudit: (input) => client.listAudit.query(input),
    personChats: (input) => client.personChats.query(input),
    exportPerson: (input) => client.exportPerson.mutate(input),
    deletePerson: (input) => client.deletePerson.mutate(input),
    ready: () => client.ready.query(),
  };
}

export function toTicketingClient(client: ServiceClient<TicketingRouter>): TicketingClient {
  return {
    createTicket: (input) => client.createTicket.mutate(input),
    changeTicket: (input) => client.changeTicket.mutate(input),
    getTicket: (input) => client.getTicket.query(input),
    check: () => client.check.query(),
    workOf: (input) => client.workOf.query(input),
    standing: () => client.standing.query(),
    attention: () => client.attention.query(),
    auditOf: (input) => client.auditOf.query(input),
    handleDeskEvents: ({ events }) => client.handleDeskEvents.mutate({ events: [...events] }),
    listOutbox: (input) => client.listOutbox.query({ ...input, which: 'dead' }),
    listWork: (input) => client.listOutbox.query({ ...input, which: 'all' }),
    retryOutbox: (input) => client.retryOutbox.mutate(input),
    discardOutbox: (input) => client.discardOutbox.mutate(input),
    listAudit: (input) => client.listAudit.query(input),
    exportPerson: (input) => client.exportPerson.mutate(input),
    deletePerson: (input) => client.deletePerson.mutate(input),
    ready: () => client.ready.query(),
  };
}

export function toNotificationsClient(client: ServiceClient<NotificationsRouter>): NotificationsClient {
  return {
    getApproval: (input) => client.getApproval.query(input),
    decideApproval: (input) => client.decideApproval.mutate(input),
    listMails: (input) => client.listMails.query(input),
    getMail: (input) => client.getMail.query(input),
    listApprovals: (input) => client.listApprovals.query(input),
    attention: () => client.attention.query(),
    auditOf: (input) => client.auditOf.query(input),
    listDeliveries: (input) => client.listDeliveries.query(input),
    pushChat: (input) => client.pushChat.mutate(input),
    listOutbox: (input) => client.listOutbox.query(input),
    listWork: (input) => client.listOutbox.query(input),
    retryOutbox: (input) => client.retryOutbox.mutate(input),
    discardOutbox: (input) => client.discardOutbox.mutate(input),
    listAudit: (input) => client.listAudit.query(input),
    exportPerson: (input) => client.exportPerson.mutate(input),
    deletePerson: (input) => client.deletePerson.mutate(input),
    ready: () => client.ready.query(),
    takeWatch: () => client.takeWatch.mutate(),
    noteAttention: (input) => client.noteAttention.mutate(input),
    sendWeek: (input) => client.sendWeek.mutate(input),
    mailReady: () => client.mailReady.query(),
  };
}

function limited(limit: CallLimit | undefined) {
  return limit === undefined ? {} : within(limit.timeoutMs);
}
