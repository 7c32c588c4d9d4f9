import { AppError } from '@acebuddy/contracts';
import { createLogger, createMetrics } from '@acebuddy/service-kit';
import { buildApp } from './app.ts';
import type { GatewayDeps } from './deps.ts';

/** The API description as text, the way it is checked in at `docs/openapi.json`. */
export async function renderOpenapi(): Promise<string> {
  const app = await buildApp(descriptionDeps());
  try {
    return `${JSON.stringify(app.swagger(), null, 2)}\n`;
  } finally {
    await app.close();
  }
}

/** The description needs the routes only; nothing behind them is ever called. */
function descriptionDeps(): GatewayDeps {
  const unused = async (): Promise<never> => {
    throw new AppError('INTERNAL', 'only the description of the API was asked for');
  };
  const outbox = {
    listOutbox: unused,
    listWork: unused,
    listAudit: unused,
    exportPerson: unused,
    deletePerson: unused,
    retryOutbox: unused,
    discardOutbox: unused,
    ready: unused,
    attention: unused,
    auditOf: unused,
  };
  return {
    conversation: {
      ...outbox,
      handleMessage: unused,
      handleChatEvent: unused,
      getSession: unused,
      closeSession: unused,
      recordAccess: unused,
      report: unused,
      workflowsReport: unused,
      workflowReport: unused,
      personChats: unused,
      listConversations: unused,
      findConversations: unused,
      nameChats: unused,
      getConversation: unused,
      exportScript: unused,
      takeFromBot: unused,
      addNote: unused,
      listDoubts: unused,
      labelMessages: unused,
      learning: unused,
      trainModel: unused,
      takeModel: unused,
      restoreModel: unused,
      liveMark: unused,
      describe: unused,
    },
    ticketing: {
      ...outbox,
      createTicket: unused,
      changeTicket: unused,
      getTicket: unused,
      check: unused,
      handleDeskEvents: unused,
      workOf: unused,
      standing: unused,
    },
    notifications: {
      ...outbox,
      getApproval: unused,
      decideApproval: unused,
      listDeliveries: unused,
      pushChat: unused,
      mailReady: unused,
      takeWatch: unused,
      noteAttention: unused,
      sendWeek: unused,
      listMails: unused,
      getMail: unused,
      listApprovals: unused,
    },
    deskVerifier: undefined,
    keeps: null,
    redaction: { prepare: unused },
    logger: createLogger({ name: 'openapi', level: 'silent' }),
    metrics: createMetrics({ service: 'gateway' }),
    now: () => new Date(),
    newId: () => 'none',
    bindHost: '127.0.0.1',
    trustProxy: false,
    apiKeys: [],
    doors: { simulated: false, allowUnsigned: false, onlyLocalKey: true, publicUrl: undefined },
    shortcomings: [],
    sessionSecret: new Uint8Array(32),
    loginCodes: null,
    salesiq: {
      signatureKeys: [],
      forwardDepartment: undefined,
      strictLength: false,
      silentTurn: 'acknowledge',
      callbacks: false,
    },
    limits: { perVisitor: 1, perAddress: 1, total: 1, perVisitorChars: 1, perAddressChars: 1, totalChars: 1 },
    contact: { email: undefined, phone: undefined },
    replyBudgetMs: 3_200,
    shownSettings: [],
    consoleFolder: '/nowhere',
  };
}
