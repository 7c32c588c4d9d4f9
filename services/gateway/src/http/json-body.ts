import { AppError } from '@acebuddy/contracts';
import type { GatewayApp } from './gateway-app.ts';

/** JSON is the only body that REST takes. An empty one counts as none; keys that would reach a prototype are refused. */
export function registerJsonBody(app: GatewayApp): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    request.bodyChars = body.length;
    if (body.length === 0) return done(null, undefined);
    return parseJson(request, String(body), (error, value) => {
      if (error === null) return done(null, value);
      return done(new AppError('BAD_REQUEST', 'The body is not valid JSON.', { cause: error }));
    });
  });
}
