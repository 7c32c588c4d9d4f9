import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckReport, fine, runChecks } from '@acebuddy/checks';
import { type DeskCheck, deskConfigSchema } from '@acebuddy/contracts';
import { CommandError, type Environment } from '@acebuddy/service-kit/environment';
import { checkConnection } from '@acebuddy/ticketing';
import {
  createPortalReader,
  type DataCentre,
  type Origins,
  parseDataCentre,
  resolveOrigins,
  type TokenSource,
} from '@acebuddy/zoho-desk';
import { doctorChecks } from '../doctor/doctor-checks.ts';
import { tokensOf } from '../doctor/zoho-side.ts';
import type { Asker } from './asker.ts';
import { writeOperatorsFile } from './operators-file.ts';
import { type PingServer, startPingServer } from './ping-server.ts';
import { openProgress, type Progress } from './progress.ts';
import { besideSecretFiles, keep, writeSettings } from './settings-file.ts';
import { choosePortal } from './steps/choose-portal.ts';
import { connect } from './steps/connect.ts';
import { fields } from './steps/fields.ts';
import { mail } from './steps/mail.ts';
import { makeKeys } from './steps/make-keys.ts';
import { salesiq } from './steps/salesiq.ts';

export interface SetupOptions {
  /** The environment with the settings file in it; what is set there is not asked for again. */
  readonly env: Environment;
  /** `.env`; made where it is not there. */
  readonly settingsFile: string;
  readonly operatorsFile: string;
  readonly asker: Asker;
  /** Begin anew: neither settings nor an interrupted set-up count. */
  readonly fresh: boolean;
  readonly withoutMail: boolean;
  readonly withoutSalesiq: boolean;
  readonly missingFields: string | undefined;
  readonly publicKeys: string | undefined;
  readonly companyName: string | undefined;
  readonly nodeVersion: string;
  readonly now: () => Date;
  /** Where a data centre is. @default Zoho's own table, or what ZOHO_DESK_URL and ZOHO_ACCOUNTS_URL say */
  readonly originsOf?: (dataCentre: DataCentre) => Origins;
}

/** What the steps work with. */
export interface SetupContext extends Pick<SetupOptions, 'asker' | 'withoutMail' | 'missingFields' | 'publicKeys'> {
  readonly progress: Progress;
  readonly dataDir: string;
  /** A setting that is found out, or was set before. */
  readonly settingOf: (name: string) => string | undefined;
  /** Set before, also where the set-up begins anew: what was sealed with a key cannot be read with another. */
  readonly wasSet: (name: string) => boolean;
  /** It was wrong: ask for it again. */
  readonly forget: (name: string) => void;
  readonly originsOf: (dataCentre: DataCentre) => Origins;
  /** One accounts server is named: no other is tried. */
  readonly hasOwnAccounts: boolean;
  readonly portal: () => Promise<ReturnType<typeof createPortalReader>>;
  readonly checkDesk: () => Promise<DeskCheck>;
  readonly save: () => Promise<void>;
  readonly isPingAnswered: () => boolean;
  readonly pings: () => number;
}

/** Carried into the settings file: what was connected to is what the product has to use. */
const carried = ['ZOHO_DESK_URL', 'ZOHO_ACCOUNTS_URL', 'SALESIQ_URL', 'ZOHO_SIMULATED'] as const;

/**
 * Leads from nothing to a product that is connected: each step does nothing where its answer is known, so that an interrupted
 * set-up goes on where it was. Ends with the checks of `pnpm run doctor`.
 * @throws CommandError where it cannot go on, with what to do; what is found out by then is kept.
 */
export async function runSetup(options: SetupOptions): Promise<readonly CheckReport[]> {
  const { asker } = options;
  const progress = openProgress(options.settingsFile, options);
  if (progress.found !== null) asker.say('Going on where the last set-up was interrupted (--fresh begins anew).');
  const context = createContext(options, progress);
  let ping: PingServer | null = null;
  if (existsSync(join(context.dataDir, 'simulator.journal')))
    asker.say(
      `${context.dataDir} holds chats and tickets of a trial with the simulated Zoho: before the next start move it away, or set another DATA_DIR.`,
    );
  const open = { ...context, isPingAnswered: () => ping !== null, pings: () => ping?.pings() ?? 0 };
  try {
    await connect(open);
    await choosePortal(open);
    await fields(open);
    await mail(open);
    await makeKeys(open);
    await open.save();
    if (!options.withoutSalesiq) {
      const host = open.settingOf('HOST') ?? '127.0.0.1';
      ping = await startPingServer(host, Number(open.settingOf('PORT') ?? 8_000));
      await salesiq(open);
    }
    await open.save();
    progress.forget();
    asker.say('\nThe checks of `pnpm run doctor`:\n');
    return await finalChecks(options, open, ping !== null);
  } finally {
    await ping?.close();
  }
}

function createContext(options: SetupOptions, progress: Progress): Omit<SetupContext, 'isPingAnswered' | 'pings'> {
  const { env, asker, now } = options;
  const forgotten = new Set<string>();
  const settingOf = (name: string): string | undefined => {
    const found = progress.state().settings[name] ?? (options.fresh || forgotten.has(name) ? undefined : env[name]);
    return found === undefined || found.trim() === '' ? undefined : found.trim();
  };
  const originsOf =
    options.originsOf ??
    ((dataCentre: DataCentre) =>
      resolveOrigins(dataCentre, { deskUrl: env.ZOHO_DESK_URL, accountsUrl: env.ZOHO_ACCOUNTS_URL }));
  const origins = () => originsOf(parseDataCentre(settingOf('ZOHO_DC') ?? '') ?? 'com');
  let tokens: { readonly of: string | undefined; readonly source: TokenSource } | null = null;
  const connection = () => ({
    deskOrigin: origins().desk,
    accountsOrigin: origins().accounts,
    orgId: settingOf('ZOHO_DESK_ORG_ID') ?? '0',
    departmentId: settingOf('ZOHO_DESK_DEPARTMENT_ID') ?? '0',
    credentials: {
      clientId: settingOf('ZOHO_CLIENT_ID') ?? '',
      clientSecret: settingOf('ZOHO_CLIENT_SECRET') ?? '',
      refreshToken: settingOf('ZOHO_REFRESH_TOKEN') ?? '',
    },
  });
  const tokenSource = (): TokenSource => {
    const of = settingOf('ZOHO_REFRESH_TOKEN');
    if (tokens?.of !== of) tokens = { of, source: tokensOf(connection()) };
    return tokens?.source ?? tokensOf(connection());
  };
  const saved = new Set<string>();
  return {
    ...options,
    progress,
    dataDir: settingOf('DATA_DIR') ?? './data',
    settingOf,
    wasSet: (name) => settingOf(name) !== undefined || (env[name]?.trim() ?? '') !== '',
    forget: (name) => {
      forgotten.add(name);
      progress.set({ [name]: '' });
    },
    originsOf,
    hasOwnAccounts: options.originsOf === undefined && (env.ZOHO_ACCOUNTS_URL ?? '') !== '',
    portal: async () => {
      const token = await tokenSource().get({ deadlineAt: Date.now() + 15_000 });
      if (!token.ok) throw new CommandError(`Zoho: ${token.failure.message}`, 'COMMAND_REFUSED');
      return createPortalReader({ deskOrigin: origins().desk, accessToken: token.value });
    },
    checkDesk: () =>
      checkConnection({
        connection: connection(),
        config: deskConfigSchema.parse({ custom_fields: fieldsOf(progress) }),
        tokens: tokenSource(),
        simulated: false,
      }),
    save: async () => {
      const found = Object.entries(progress.state().settings).filter(([, value]) => value !== '');
      const more = carried.flatMap((name) => (env[name] ? [[name, env[name] ?? ''] as const] : []));
      const keepCopy = (file: string) => (saved.has(file) ? null : keep(file, now()));
      const change = { fields: progress.state().fields, companyName: options.companyName };
      const settings = besideSecretFiles(options.settingsFile, Object.fromEntries([...more, ...found]), env);
      const kept = [
        writeSettings(options.settingsFile, settings, keepCopy),
        writeOperatorsFile(options.operatorsFile, change, keepCopy),
      ].filter((copy) => copy !== null);
      for (const file of [options.settingsFile, options.operatorsFile]) {
        if (!saved.has(file)) asker.say(`Written: ${file}`);
        saved.add(file);
      }
      for (const copy of kept) asker.say(`The one before is kept as ${copy}`);
    },
  };
}

function fieldsOf(progress: Progress): Record<string, string> {
  return Object.fromEntries(Object.entries(progress.state().fields).map(([key, name]) => [key, name ?? '']));
}

/** As the product will find things: with what is written now. */
async function finalChecks(
  options: SetupOptions,
  { progress }: Pick<SetupContext, 'progress'>,
  holdsPort: boolean,
): Promise<readonly CheckReport[]> {
  const found = Object.fromEntries(Object.entries(progress.state().settings).filter(([, value]) => value !== ''));
  const env = { ...options.env, ...found, ZOHO_DESK_CONFIG: options.operatorsFile };
  const checks = await doctorChecks({
    env,
    file: options.settingsFile,
    names: Object.keys(found),
    nodeVersion: options.nodeVersion,
  });
  const ports = { id: 'ports', look: async () => fine('This program could listen there') } as const;
  return runChecks(holdsPort ? checks.map((check) => (check.id === 'ports' ? ports : check)) : checks);
}
