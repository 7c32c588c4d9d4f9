import type { ConsoleRouter } from '@acebuddy/gateway/console-router';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<ConsoleRouter>;
type Inputs = inferRouterInputs<ConsoleRouter>;

export type Me = Outputs['me'];
export type Role = Me['role'];
export type Overview = Outputs['overview'];
export type Attention = Overview['attention'][number];
export type Report = NonNullable<Overview['report']>;
export type ReportGroup = Report['total'];
export type FigureDefinition = Report['definitions'][number];
export type WorkflowRow = Outputs['workflows']['list']['items'][number];
export type WorkflowReport = Outputs['workflows']['get'];
export type ConversationFilter = Omit<NonNullable<Inputs['conversations']['list']>, 'after' | 'limit'>;
export type ConversationRow = Outputs['conversations']['list']['items'][number];
export type ConversationData = Outputs['conversations']['get'];
export type Turn = ConversationData['turns'][number];
export type Why = NonNullable<Turn['why']>;
export type Run = ConversationData['runs'][number];
export type Ticket = Outputs['tickets']['get'];
export type AboutChat = NonNullable<Outputs['work']['list']['items'][number]['about']>;
export type WorkItem = Outputs['work']['list']['items'][number];
export type WorkResult = Outputs['work']['retry'];
export type ServiceName = WorkItem['service'];
/** As a list shows it: with whom it is about. */
export type ListedMail = Outputs['mails']['list']['items'][number];
export type MailRow = MailView['row'];
export type MailView = Outputs['mails']['get'];
export type DoubtFilter = Omit<NonNullable<Inputs['learning']['doubts']>, 'after' | 'limit'>;
export type Doubt = Outputs['learning']['doubts']['items'][number];
export type Label = NonNullable<Doubt['label']>;
export type Learning = Outputs['learning']['get'];
export type LearnedModel = Learning['models'][number];
export type ListedApproval = Outputs['mails']['approvals']['items'][number];
export type System = Outputs['system']['get'];
export type DeskCheck = Outputs['system']['testDesk'];
export type ConsoleOutputs = Outputs;
