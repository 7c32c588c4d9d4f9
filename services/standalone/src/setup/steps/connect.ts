import { CommandError } from '@acebuddy/service-kit/environment';
import {
  type DataCentre,
  dataCentres,
  exchangeGrantCode,
  type GrantOutcome,
  parseDataCentre,
} from '@acebuddy/zoho-desk';
import { fieldScope, lacking, neededScopes } from '../needed.ts';
import type { SetupContext } from '../run-setup.ts';

/** Client, secret and grant code for a refresh token; finds the data centre. Does nothing where there is a token already. */
export async function connect(context: SetupContext): Promise<void> {
  const { asker, progress, settingOf } = context;
  if (settingOf('ZOHO_REFRESH_TOKEN') !== undefined) return asker.say('Zoho: the refresh token that is set is kept.');
  asker.say(
    [
      'Zoho: open https://api-console.zoho.com (or the one of your data centre: .eu, .in, .com.au, …), choose "Self Client" and then the tab "Client Secret".',
    ].join('\n'),
  );
  await askForClient(context);
  const clientSecret =
    settingOf('ZOHO_CLIENT_SECRET') ??
    (await asker.text({ given: 'ZOHO_CLIENT_SECRET', ask: 'Client Secret', secret: true }));
  progress.set({ ZOHO_CLIENT_SECRET: clientSecret });
  asker.say(
    `In the tab "Generate Code" paste these scopes, choose 10 minutes, and any description; "Create" shows the code:\n\n${[...neededScopes, fieldScope].join(',')}\n\n(${fieldScope} lets this program make the fields of tickets; leave it out to make them by hand.)`,
  );
  for (;;) {
    const code = await asker.text({ given: 'ZOHO_GRANT_CODE', ask: 'The generated code', secret: true });
    const granted = await redeem(context, {
      clientId: settingOf('ZOHO_CLIENT_ID') ?? '',
      clientSecret: context.settingOf('ZOHO_CLIENT_SECRET') ?? clientSecret,
      code,
    });
    if (granted === null) continue;
    // At once: the code is used up, whatever comes next.
    progress.set({ ZOHO_REFRESH_TOKEN: granted.refreshToken, ZOHO_DC: granted.dataCentre });
    asker.say(`Zoho: connected, data centre ${granted.dataCentre}.`);
    if (await hasScopes(context, granted.scopes)) return;
    context.forget('ZOHO_REFRESH_TOKEN');
  }
}

const isClientId = (text: string) => (text.startsWith('1000.') ? null : 'begins with 1000.');

async function askForClient({ asker, progress, settingOf }: SetupContext): Promise<void> {
  const clientId = await asker.text({
    given: '--client-id',
    ask: 'Client ID (begins with 1000.)',
    check: isClientId,
    ...fallbackOf(settingOf('ZOHO_CLIENT_ID')),
  });
  progress.set({ ZOHO_CLIENT_ID: clientId });
}

interface Granted {
  readonly refreshToken: string;
  readonly dataCentre: DataCentre;
  readonly scopes: readonly string[] | null;
}

interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly code: string;
}

/** Null where another code, secret or client id has to be given; the person was told why. */
async function redeem(context: SetupContext, client: Client): Promise<Granted | null> {
  const { asker, progress, originsOf } = context;
  let outcome: GrantOutcome = { outcome: 'unreachable', code: 'NOT_ASKED' };
  for (const dataCentre of candidates(context)) {
    outcome = await exchangeGrantCode({ ...client, accountsOrigin: originsOf(dataCentre).accounts });
    if (outcome.outcome === 'granted') return { ...outcome, dataCentre };
    if (outcome.outcome !== 'other_data_centre') break;
  }
  const told = troubles[outcome.outcome as keyof typeof troubles];
  const sentence = `Zoho: ${told.what} (${'code' in outcome ? outcome.code : ''}). ${told.mend}`;
  if (!asker.hasPerson || told.isOver) throw new CommandError(sentence, 'COMMAND_REFUSED');
  asker.say(sentence);
  if (outcome.outcome === 'other_data_centre') await askForClient(context);
  if (outcome.outcome === 'wrong_secret')
    progress.set({
      ZOHO_CLIENT_SECRET: await asker.text({ given: 'ZOHO_CLIENT_SECRET', ask: 'Client Secret', secret: true }),
    });
  return null;
}

/** The one that is set, else all: whose accounts server does not know the client leaves the code as it is. */
function candidates({ settingOf, hasOwnAccounts }: SetupContext): readonly DataCentre[] {
  const set = parseDataCentre(settingOf('ZOHO_DC') ?? '');
  if (set !== null) return [set];
  return hasOwnAccounts ? ['com'] : (Object.keys(dataCentres) as DataCentre[]);
}

const troubles = {
  other_data_centre: {
    what: 'no data centre that was asked knows this client',
    mend: 'Look at the client id, and at the data centre (--dc) if it is set: an account lives in one of them only.',
    isOver: false,
  },
  used_or_expired: {
    what: 'the code was used already, or its minutes are over',
    mend: 'Generate a new one in the API console.',
    isOver: false,
  },
  wrong_secret: {
    what: 'the client secret is wrong',
    mend: 'Copy it again: each data centre has its own.',
    isOver: false,
  },
  no_refresh_token: {
    what: 'the code gives access for an hour only',
    mend: 'Make the code in a Self Client, not in another kind of client.',
    isOver: false,
  },
  throttled: {
    what: 'Zoho gives out nothing more for now',
    mend: 'Wait ten minutes, without another try, and run this again: it goes on from here.',
    isOver: true,
  },
  unreachable: {
    what: 'the accounts server does not answer',
    mend: 'Look at the network (and ZOHO_ACCOUNTS_URL) and run this again: it goes on from here.',
    isOver: true,
  },
  refused: { what: 'the accounts server refuses', mend: 'Look at client id, secret and code.', isOver: false },
} as const;

/** False: she makes another code. Without the scopes of SalesIQ chats work, but nothing can be sent into them later. */
async function hasScopes({ asker }: SetupContext, scopes: readonly string[] | null): Promise<boolean> {
  const missing = scopes === null ? [] : lacking(scopes);
  if (missing.length === 0) return true;
  const sentence = `The code lacks the scopes ${missing.join(', ')}. Generate another one with all of those above.`;
  if (!asker.hasPerson) throw new CommandError(sentence, 'COMMAND_REFUSED');
  asker.say(sentence);
  return !(await asker.confirm('Make another code now? (No: go on without them, and some things will not work)', true));
}

function fallbackOf(value: string | undefined): { readonly fallback?: string } {
  return value === undefined ? {} : { fallback: value };
}
