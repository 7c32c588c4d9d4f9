import type { ErrorCode } from '@acebuddy/contracts';
import { initTRPC, TRPCError } from '@trpc/server';
import { type Caller, mayAct, type Role } from '../access/api-keys.ts';
import { toAppError } from '../http/to-app-error.ts';

export interface ConsoleContext {
  readonly caller: Caller;
  readonly requestId: string;
}

/**
 * The tRPC base of the console. `reader`, `agent` and `admin` are procedures for callers of at least that role; errors carry
 * `appCode`, as everywhere, and the id of the request.
 */
export function createConsoleTrpc() {
  const trpc = initTRPC.context<ConsoleContext>().create({
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const { code, message } = toAppError(error.cause ?? error);
      const data = { code: shape.data.code, appCode: code as ErrorCode, requestId: ctx?.requestId ?? null };
      return { code: shape.code, message, data };
    },
  });
  const procedureFor = (needed: Role) =>
    trpc.procedure.use(async ({ ctx, next }) => {
      if (!mayAct(ctx.caller.role, needed))
        throw new TRPCError({
          code: 'FORBIDDEN',
          message: `This needs a key with the role ${needed}; yours is ${ctx.caller.role}.`,
        });
      return next();
    });
  return {
    router: trpc.router,
    reader: procedureFor('reader'),
    agent: procedureFor('agent'),
    admin: procedureFor('admin'),
  };
}
