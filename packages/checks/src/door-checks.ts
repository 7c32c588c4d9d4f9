import { type Check, fine, problem, skipped, warning } from './check.ts';

export interface DoorFacts {
  readonly simulated: boolean;
  /** How many public keys of SalesIQ are set. */
  readonly signatureKeys: number;
  readonly allowUnsigned: boolean;
}

/** Without a key of SalesIQ nobody can be told from SalesIQ. */
export function signatureCheck({ simulated, signatureKeys, allowUnsigned }: DoorFacts): Check {
  return {
    id: 'signature',
    look: async () => {
      if (signatureKeys > 0) return fine(`${signatureKeys} ${signatureKeys === 1 ? 'key' : 'keys'} of SalesIQ`);
      if (simulated) return skipped('Zoho is simulated: unsigned chats are taken');
      if (allowUnsigned)
        return warning(
          'ALLOW_UNSIGNED is set: whoever reaches this address can chat as anybody',
          'For trying out only',
        );
      return problem(
        'SALESIQ_PUBLIC_KEYS is not set, so the chats that SalesIQ sends are refused',
        'In SalesIQ open the bot (platform Webhooks), switch "Secure your webhook" on and copy its public key',
      );
    },
  };
}

export interface KeyFacts {
  /** Keys of `API_KEYS`. */
  readonly configured: number;
  /** Roles of keys that are short enough to be guessed. */
  readonly short: readonly string[];
}

export function apiKeysCheck({ configured, short }: KeyFacts): Check {
  return {
    id: 'api_keys',
    look: async () => {
      if (short.length > 0)
        return warning(`The keys for ${short.join(', ')} can be guessed`, 'openssl rand -hex 24 makes a good one');
      return configured === 0
        ? skipped("API_KEYS is not set: the administrator's key of the first start, from this machine only")
        : fine(`${configured} ${configured === 1 ? 'key' : 'keys'}`);
    },
  };
}
