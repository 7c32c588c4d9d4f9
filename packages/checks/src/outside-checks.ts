import { type DeskCheck, isAppError } from '@acebuddy/contracts';
import { type Check, type Finding, fine, problem, skipped, warning } from './check.ts';

/** Token, organisation, department and fields, and what Desk refused lately. */
export function zohoCheck(check: () => Promise<DeskCheck>): Check {
  return {
    id: 'zoho',
    look: async () => {
      const { org, department, problems } = await check();
      const [first] = problems;
      if (first === undefined) return fine(`${org?.name ?? 'Desk'}, department ${department?.name ?? 'as set'}`);
      const what = problems.map((each) => each.what.replace(/\.$/, '')).join('; ');
      return problem(what, problems.map((each) => each.mend.replace(/\.$/, '')).join('. '));
    },
  };
}

const secondsFine = 30;
/** From here on tokens and signatures that carry a time are refused. */
const secondsProblem = 240;

export interface ClockOptions {
  /** Desk's origin: every answer of it carries a `Date`, to the second, and asking for the front page costs no credit. */
  readonly origin: string;
  readonly now: () => Date;
  readonly fetch?: typeof fetch;
}

export function clockCheck({ origin, now, fetch: send = fetch }: ClockOptions): Check {
  return {
    id: 'clock',
    look: async () => {
      const { host } = new URL(origin);
      const startedAt = now().getTime();
      const answer = await send(origin, {
        method: 'HEAD',
        redirect: 'manual',
        signal: AbortSignal.timeout(5_000),
      }).catch(() => null);
      const theirs = Date.parse(answer?.headers.get('date') ?? '');
      if (Number.isNaN(theirs)) return skipped(`${host} does not say what time it is`);
      // Theirs is cut to the second, and was true somewhere between question and answer.
      const ours = (startedAt + now().getTime()) / 2;
      const seconds = Math.round((ours - theirs - 500) / 1_000);
      const said = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} ${host}`;
      const mend = 'Switch time synchronisation on: timedatectl set-ntp true';
      if (Math.abs(seconds) >= secondsProblem) return problem(said, mend);
      return Math.abs(seconds) > secondsFine ? warning(said, mend) : fine(said);
    },
  };
}

export interface WebhookOptions {
  /** `PUBLIC_URL`; undefined: not set. */
  readonly publicUrl: string | undefined;
  readonly simulated: boolean;
  readonly fetch?: typeof fetch;
}

/** Asks for the webhook as SalesIQ does when the address is saved: GET, and HEAD where that fails (salesiq.md §1.1). */
export function webhookCheck({ publicUrl, simulated, fetch: send = fetch }: WebhookOptions): Check {
  return {
    id: 'webhook',
    look: async () => {
      if (publicUrl === undefined)
        return simulated
          ? skipped('Zoho is simulated, and PUBLIC_URL is not set')
          : problem('PUBLIC_URL is not set', 'Set it to the https address under which others reach this gateway');
      const address = `${publicUrl.replace(/\/$/, '')}/webhook/salesiq`;
      const form = formOf(publicUrl, simulated);
      if (form !== null) return form;
      for (const method of ['GET', 'HEAD']) {
        const answer = await send(address, { method, redirect: 'manual', signal: AbortSignal.timeout(5_000) }).catch(
          (error: unknown) => (error instanceof Error ? error : new Error('no answer')),
        );
        if (!(answer instanceof Error) && answer.status === 200) return fine(`${address} answers`);
        if (method === 'HEAD')
          return problem(
            `${address} ${answer instanceof Error ? `cannot be reached (${reasonOf(answer)})` : `answers with ${answer.status} instead of 200`}`,
            'Look at the name in the DNS, the proxy, its certificate and the firewall. From inside of some networks the address is never reachable: then open it from elsewhere',
          );
      }
      return problem(`${address} does not answer`, 'Look at the proxy in front of the gateway');
    },
  };
}

/** SalesIQ takes https and no port. A simulated one calls whatever it is given. */
function formOf(publicUrl: string, simulated: boolean): Finding | null {
  const { protocol, port } = new URL(publicUrl);
  if (simulated || (protocol === 'https:' && port === '')) return null;
  return problem(
    `SalesIQ does not take ${publicUrl}: it wants https and no port`,
    'Put a proxy with a certificate in front of the gateway and set PUBLIC_URL to its address',
  );
}

function reasonOf({ cause, name }: Error): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : name;
}

/** What a call of SalesIQ's REST API came to, as far as it tells about the connection. */
export interface SalesiqProbe {
  readonly reason: 'ok' | 'portal' | 'token' | 'scope' | 'unavailable';
  readonly message: string;
}

export function salesiqCheck(screenName: string | undefined, probe: () => Promise<SalesiqProbe>): Check {
  return {
    id: 'salesiq',
    look: async () => {
      if (screenName === undefined)
        return warning(
          'SALESIQ_SCREEN_NAME is not set: answers that take long, and those of agents, do not reach the chat',
          'Set it to the name of the portal, which stands in the address of SalesIQ: salesiq.zoho.com/<name>',
        );
      const { reason, message } = await probe();
      if (reason === 'ok') return fine(`The portal ${screenName} answers`);
      const mends = {
        portal: 'Set SALESIQ_SCREEN_NAME to the name in the address of your SalesIQ: salesiq.zoho.com/<name>',
        token: 'Make a new grant code and run pnpm run setup again',
        scope: 'Make a grant code with the scopes of SalesIQ as well and run pnpm run setup again',
        unavailable: 'Try again later, and look at ZOHO_DC and SALESIQ_URL',
      };
      return problem(`SalesIQ: ${message}`, mends[reason]);
    },
  };
}

/** @param has whether there is a mail server to ask: `caught` where mails are shown instead */
export function mailCheck(has: 'server' | 'caught' | 'none', ready: () => Promise<unknown>): Check {
  return {
    id: 'mail',
    look: async () => {
      if (has === 'caught') return skipped('Mails are caught and shown, not sent');
      try {
        await ready();
        return fine('The mail server takes our login');
      } catch (error) {
        if (!isAppError(error)) throw error;
        const [what = '', ...more] = error.message.split(/(?<=\.) |: /u);
        return problem(what.replace(/\.$/, ''), more.join('. ').replace(/\.$/, '') || 'Look at SMTP_URL');
      }
    },
  };
}
