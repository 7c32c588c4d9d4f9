import type { SalesiqPortal } from './portal.ts';
import type { SimulatedVisitor } from './portal-types.ts';

export interface CallContext {
  readonly portal: SalesiqPortal;
  readonly visitor: SimulatedVisitor;
  readonly channel: string;
  readonly requestId: string;
  readonly conversationId: string | undefined;
  readonly question: string | undefined;
}

export type CallContent =
  | { readonly handler: 'trigger' }
  | {
      readonly handler: 'message';
      readonly operation: 'chat' | 'message';
      readonly text: string;
      readonly card?: string | undefined;
      readonly attachments?: readonly unknown[];
    }
  | {
      readonly handler: 'failure';
      readonly cause: { readonly code: number; readonly desc: string };
      readonly failedResponse: unknown;
    };

/** Body of a call to the bot as SalesIQ sends it (salesiq.md §2). */
export function toCallBody(content: CallContent, context: CallContext): Record<string, unknown> {
  const envelope = { visitor: visitorOf(context), org_id: context.portal.orgId, request: requestOf(context) };
  switch (content.handler) {
    case 'trigger':
      return { handler: 'trigger', ...envelope };
    case 'message':
      return {
        handler: 'message',
        operation: content.operation,
        message: {
          text: content.text,
          ...(content.card !== undefined && { meta: { version: '1', card_data: { type: content.card } } }),
        },
        attachments: content.attachments ?? [],
        ...envelope,
      };
    case 'failure':
      return { handler: 'failure', cause: content.cause, failed_response: content.failedResponse, ...envelope };
  }
}

function visitorOf({ visitor, channel, conversationId, question }: CallContext) {
  return {
    unique_id: visitor.uniqueId,
    name: visitor.name ?? `Visitor ${visitor.uniqueId.slice(0, 6)}`,
    ...(visitor.email !== undefined && { email: visitor.email }),
    ...(visitor.phone !== undefined && { phone: visitor.phone }),
    ...(conversationId !== undefined && { active_conversation_id: conversationId }),
    ...(question !== undefined && { question }),
    channel,
    browser: 'Google Chrome',
    os: 'Windows 10',
    country: 'United States',
    time_zone: visitor.timeZone ?? 'America/Chicago',
    language: 'en',
    current_page_url: 'https://www.support.example/help',
    current_page_title: 'Help',
    campaign_content: '',
    campaign_medium: '',
    campaign_source: '',
  };
}

function requestOf({ requestId }: CallContext) {
  return {
    id: requestId,
    app_id: '800009278986899',
    os: 'Windows 10',
    browser: 'Google Chrome',
    ip: '192.0.2.17',
    location: { country: 'US', city: 'Austin', state: 'Texas', lat: '30.267', long: '-97.743' },
  };
}
