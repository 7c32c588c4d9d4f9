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
export type ConversationFilter = Omit<NonNullable<Inputs['conversations']['list']>, 'after' | 'limit'>;
export type ConversationRow = Outputs['conversations']['list']['items'][number];
export type ConversationData = Outputs['conversations']['get'];
export type Turn = ConversationData['turns'][number];
export type Why = NonNullable<Turn['why']>;
export type Run = ConversationData['runs'][number];
export type Ticket = Outputs['tickets']['get'];
export type WorkItem = Outputs['work']['list']['items'][number];
export type WorkResult = Outputs['work']['retry'];
export type ServiceName = WorkItem['service'];
export type MailRow = Outputs['mails']['list']['items'][number];
export type MailView = Outputs['mails']['get'];
export type ApprovalRow = Outputs['mails']['approvals']['items'][number];
export type System = Outputs['system']['get'];
export type DeskCheck = Outputs['system']['testDesk'];
export type ConsoleOutputs = Outputs;
