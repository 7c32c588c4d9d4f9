import { AppError } from '@acebuddy/contracts';
import { z } from 'zod';
import { createServiceTrpc, currentRequestId } from '../src/index.ts';

const { router, procedure } = createServiceTrpc();
const note = z.object({ id: z.string(), text: z.string().max(5_000_000) });

/** A service with everything that the clients' tests need: answers, refusals, failures and calls that hang. */
export function createExampleRouter() {
  const gate = Promise.withResolvers<void>();
  const exampleRouter = router({
    echo: procedure
      .input(note)
      .output(note.extend({ requestId: z.string() }))
      .mutation(({ input, ctx }) => {
        // `owner` is not in the output schema and must not leave the service.
        return { ...input, requestId: ctx.requestId, owner: 'internal' };
      }),
    find: procedure
      .input(z.object({ id: z.string().max(100_000) }))
      .output(note.nullable())
      .query(({ input }) => ({ id: input.id, text: currentRequestId() ?? '' })),
    refuse: procedure.input(z.object({ retryAfterMs: z.number().optional() })).mutation(({ input }) => {
      const options = input.retryAfterMs === undefined ? {} : { retryAfterMs: input.retryAfterMs };
      throw new AppError('RATE_LIMITED', 'Slower, please', options);
    }),
    break: procedure.mutation(() => {
      throw new TypeError('secret detail of ada@customer.example');
    }),
    breakPromise: procedure.output(note).mutation(() => ({ id: 'x' }) as z.output<typeof note>),
    hang: procedure.output(z.object({ done: z.boolean() })).mutation(async () => {
      await gate.promise;
      return { done: true };
    }),
  });
  return { exampleRouter, releaseHanging: () => gate.resolve() };
}

export type ExampleRouter = ReturnType<typeof createExampleRouter>['exampleRouter'];
export const internalToken = 'token-of-the-tests-0123456789';
