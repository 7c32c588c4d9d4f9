import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chatEventSchema, incomingMessageSchema } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { eventWebhookSchema, isEventWebhook } from './event-webhook.ts';
import { toChatEvents } from './to-chat-events.ts';
import { toIncoming } from './to-incoming.ts';
import { isZobotRequest, zobotRequestSchema } from './zobot-request.ts';
import { zobotResponseSchema } from './zobot-response.ts';

/** Sample payloads that lie beside the checkout; without them these tests are left out. */
const folder = join(import.meta.dirname, '../../../../shared/zoho/samples');
const files = existsSync(folder) ? readdirSync(folder) : [];
const named = (prefix: string) => files.filter((file) => file.startsWith(prefix));
const bodyOf = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8')).body;

describe.skipIf(files.length === 0)('sample payloads (left out when ../shared/zoho/samples is absent)', () => {
  it.each(named('zobot-request-'))('%s becomes a valid message, or says that it names no chat', (file) => {
    const body = bodyOf(file);
    expect(isZobotRequest(body)).toBe(true);
    const options = { rawBody: JSON.stringify(body), receivedAt: new Date(0), budgetMs: 3_000 };
    const mapped = toIncoming(zobotRequestSchema.parse(body), options);
    if (mapped.kind === 'ignored') expect(file).toBe('zobot-request-trigger.json');
    else expect(incomingMessageSchema.parse(mapped.message).conversationId).toBe('55778119/40526000001808033');
  });

  it.each(named('salesiq-event-'))('%s becomes a valid event, or is not needed', (file) => {
    const body = bodyOf(file);
    expect(isEventWebhook(body)).toBe(true);
    const [mapped] = toChatEvents([eventWebhookSchema.parse(body)]);
    if (mapped?.kind === 'event')
      expect(chatEventSchema.parse(mapped.event).conversationId).toBe('55778119/40526000001808033');
    else expect(file).toBe('salesiq-event-conversation-created.json');
  });

  it.each(['zobot-response-reply.json', 'zobot-response-forward.json', 'zobot-response-pending.json'])(
    '%s is a response that our schema of responses allows',
    (file) => {
      expect(zobotResponseSchema.safeParse(bodyOf(file)).success).toBe(true);
    },
  );
});
