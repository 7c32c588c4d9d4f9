import { errorCodes } from '@acebuddy/contracts';
import { type Logger, toAppError, toTrpcError } from '@acebuddy/service-kit';
import { initTRPC, TRPCError } from '@trpc/server';
import { type Caller, mayAct, type Role } from '../access/api-keys.ts';
import { sentenceFor } from '../http/error-sentences.ts';

export interface ConsoleContext {
  readonly caller: Caller;
  readonly requestId: string;
  readonly logger: Logger;
}

/**
 * The tRPC base of the console. `reader`, `agent` and `admin` are procedures for callers of at least that role; errors carry
 * `appCode`, as everywhere, and the id of the request. What failed, and what was changed by whom, goes to the log.
 */
export function createConsoleTrpc() {
  const trpc = initTRPC.context<ConsoleContext>().create({
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const { code, message, retryAfterMs = null } = toAppError(error);
      const { code: trpcCode, httpStatus } = shape.data;
      const data = { code: trpcCode, httpStatus, appCode: code, retryAfterMs, requestId: ctx?.requestId ?? null };
      return { code: shape.code, message: sentenceFor(code, message), data };
    },
  });
  const logged = trpc.procedure.use(async ({ ctx, path, type, next }) => {
    const result = await next();
    const line = { procedure: path, role: ctx.caller.role, key: ctx.caller.key };
    if (result.ok) {
      ctx.logger[type === 'mutation' ? 'info' : 'debug'](line, 'console');
      return result;
    }
    const failure = toAppError(result.error);
    const isOurs = errorCodes[failure.code].status >= 500;
    if (isOurs) ctx.logger.error({ ...line, code: failure.code, err: failure }, 'the console was not answered');
    else ctx.logger.info({ ...line, code: failure.code }, 'the console was refused');
    throw toTrpcError(failure);
  });
  const procedureFor = (needed: Role) =>
    logged.use(async ({ ctx, next }) => {
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
