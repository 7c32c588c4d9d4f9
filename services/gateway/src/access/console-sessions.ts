import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { type Caller, roles } from './api-keys.ts';

export const sessionCookie = 'acebuddy_session';
/** A working day: whoever closes the lid in the evening signs in again. */
export const sessionSeconds = 12 * 3_600;

/** Sign-ins of people, kept by their browsers: every gateway that has the secret knows them, and none stores anything. */
export interface ConsoleSessions {
  issue(caller: Caller): Promise<string>;
  /** Null: expired, forged, or of a key that is not configured any more. */
  read(token: string | undefined): Promise<Caller | null>;
}

const audience = 'acebuddy-console';
const claimsSchema = z.object({ role: z.enum(roles), key: z.string() });

export function createConsoleSessions({
  sessionSecret,
  apiKeys,
  now,
}: Pick<GatewayDeps, 'sessionSecret' | 'apiKeys' | 'now'>): ConsoleSessions {
  const isConfigured = ({ role, key }: Caller) =>
    apiKeys.some(({ role: known, digest }) => known === role && digest.toString('hex').startsWith(key));
  return {
    issue: ({ role, key }) =>
      new SignJWT({ role, key })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(audience)
        .setExpirationTime(Math.floor(now().getTime() / 1_000) + sessionSeconds)
        .sign(sessionSecret),
    async read(token) {
      if (token === undefined) return null;
      try {
        const options = { algorithms: ['HS256'], audience, currentDate: now(), requiredClaims: ['exp'] };
        const { payload } = await jwtVerify(token, sessionSecret, options);
        const caller = claimsSchema.parse(payload);
        return isConfigured(caller) ? caller : null;
      } catch {
        return null;
      }
    },
  };
}
