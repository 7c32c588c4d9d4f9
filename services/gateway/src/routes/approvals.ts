import { AppError, approvalTokenSchema, codeOf } from '@acebuddy/contracts';
import { redactText } from '@acebuddy/redaction';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { acceptForms } from '../http/form-body.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import { approvalPage } from '../pages/approval-page.ts';
import { sendPage } from '../pages/html.ts';

const tags = ['approvals'];
const config = { page: true };

const decisionSchema = z
  .object({
    decision: z.enum(['approve', 'decline']),
    comment: z.string().trim().max(1_000).optional(),
  })
  .meta({ examples: [{ decision: 'approve', comment: 'Fine, but from next month on' }] });

/** What the link in the mail said. It decides nothing, so whatever else stands there does no harm. */
const leaningSchema = z.object({ decision: z.enum(['approve', 'decline']).optional().catch(undefined) });

/** Pages for a company's point of contact. GET shows, only the form decides. */
export function registerApprovalRoutes(root: GatewayApp, { notifications }: GatewayDeps): void {
  root.register((scope, _options, done) => {
    const app = scope.withTypeProvider<ZodTypeProvider>();
    acceptForms(app);
    app.addHook('onRequest', (_request, reply, next) => {
      reply.header('cache-control', 'no-store');
      next();
    });
    // Mail programs cut long links: whoever follows one is no programmer, and is not told what a schema says.
    app.addHook('preValidation', async ({ params }) => {
      if (!approvalTokenSchema.safeParse(params).success)
        throw new AppError(
          'NOT_FOUND',
          'A part of it may be missing: mail programs cut long links. Please use the one in the newest mail.',
        );
    });

    const view = {
      tags,
      summary: 'What is to be decided, with the buttons to decide it',
      params: approvalTokenSchema,
      querystring: leaningSchema,
    };
    app.get('/approvals/:token', { schema: view, config }, async (request, reply) =>
      sendPage(reply, approvalPage(await notifications.getApproval(request.params), request.query.decision)),
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
        return sendPage(reply, approvalPage(decided, decision, true));
      } catch (error) {
        // Decided before, perhaps by a second click: the page says how.
        if (codeOf(error) !== 'CONFLICT') throw error;
        return sendPage(reply.code(409), approvalPage(await notifications.getApproval({ token }), decision));
      }
    });
    done();
  });
}
