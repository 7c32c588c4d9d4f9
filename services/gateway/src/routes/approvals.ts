import { approvalTokenSchema, codeOf } from '@acebuddy/contracts';
import { redactText } from '@acebuddy/redaction';
import type { FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import { approvalPage } from '../pages/approval-page.ts';
import { pageSecurityPolicy } from '../pages/html.ts';

const tags = ['approvals'];
const config = { page: true };

const decisionSchema = z
  .object({
    decision: z.enum(['approve', 'decline']),
    comment: z.string().trim().max(1_000).optional(),
  })
  .meta({ examples: [{ decision: 'approve', comment: 'Fine, but from next month on' }] });

/** Pages for a company's point of contact. GET shows, only the form decides. */
export function registerApprovalRoutes(root: GatewayApp, { notifications }: GatewayDeps): void {
  root.register((scope, _options, done) => {
    const app = scope.withTypeProvider<ZodTypeProvider>();
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, parsed) => {
      parsed(null, Object.fromEntries(new URLSearchParams(String(body))));
    });
    // An error page needs the policy as well, so it is set before anything can fail.
    app.addHook('onRequest', (_request, reply, next) => {
      reply.header('content-security-policy', pageSecurityPolicy).header('cache-control', 'no-store');
      next();
    });

    const view = { tags, summary: 'What is to be decided, with the buttons to decide it', params: approvalTokenSchema };
    app.get('/approvals/:token', { schema: view, config }, async (request, reply) =>
      sendPage(reply, approvalPage(await notifications.getApproval(request.params))),
    );

    const decide = { tags, summary: 'Decides, once', params: approvalTokenSchema, body: decisionSchema };
    app.post('/approvals/:token', { schema: decide, config }, async (request, reply) => {
      const { token } = request.params;
      const { decision, comment } = request.body;
      try {
        const decided = await notifications.decideApproval({
          token,
          decision,
          comment: comment ? redactText(comment) : undefined,
        });
        return sendPage(reply, approvalPage(decided));
      } catch (error) {
        // Decided before, perhaps by a second click: the page says how.
        if (codeOf(error) !== 'CONFLICT') throw error;
        return sendPage(reply.code(409), approvalPage(await notifications.getApproval({ token })));
      }
    });
    done();
  });
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(html);
}
