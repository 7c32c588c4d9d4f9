import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import {
  apiKeysCheck,
  type Check,
  diskCheck,
  envFileCheck,
  fine,
  mailCheck,
  nodeCheck,
  problem,
  signatureCheck,
  skipped,
  warning,
  webhookCheck,
} from '@acebuddy/checks';
import { AppError } from '@acebuddy/contracts';
import { createFileDirectory, createHttpDirectory, loadAllWorkflows, namedPaths } from '@acebuddy/conversation';
import { modelFiles } from '@acebuddy/detection';
import { createSmtpMailer, mailTroubleOf } from '@acebuddy/notifications';
import { ConfigError, createLogger, type ReadEnvironment, readDeskConfig, requirePaths } from '@acebuddy/service-kit';
import { catchesMail, isTrial, readStandaloneConfig, type StandaloneConfig } from '../config.ts';
import { otherServices } from './other-services.ts';
import { portCheck } from './port-check.ts';
import { storeChecks } from './store-checks.ts';
import { zohoSide } from './zoho-side.ts';

export interface DoctorOptions extends Pick<ReadEnvironment, 'env' | 'file' | 'names'> {
  readonly nodeVersion: string;
}

/**
 * Everything that a start needs and that stands around a running product. Of the machine alone where the settings cannot be
 * read: everything else follows from them.
 */
export async function doctorChecks({ env, file, names, nodeVersion }: DoctorOptions): Promise<Check[]> {
  const ofMachine = [nodeCheck(nodeVersion), envFileCheck(file), modelsCheck()];
  try {
    const config = readStandaloneConfig(env, names);
    requirePaths([
      { variable: 'ZOHO_DESK_CONFIG', path: config.ZOHO_DESK_CONFIG, kind: 'file' },
      ...namedPaths(config),
    ]);
    const desk = await readDeskConfig(config.ZOHO_DESK_CONFIG);
    loadAllWorkflows(config.WORKFLOWS_DIR ?? null);
    const simulated = isTrial(config);
    const around = otherServices(env) ?? [...storeChecks(config), ...zohoSide(config, desk), mailOf(config)];
    return [
      { id: 'settings', look: async () => fine(file === null ? 'From the environment' : `From ${file}`) },
      ...ofMachine,
      diskCheck(config.DATA_DIR),
      portCheck(config),
      directoryCheck(config),
      ...around,
      signatureCheck({
        simulated,
        signatureKeys: config.SALESIQ_PUBLIC_KEYS.length,
        allowUnsigned: config.ALLOW_UNSIGNED,
      }),
      webhookCheck({ publicUrl: config.PUBLIC_URL, simulated }),
      apiKeysCheck({
        configured: config.API_KEYS.length,
        short: [...new Set(config.API_KEYS.filter(({ isShort }) => isShort).map(({ role }) => role))],
      }),
    ];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const mend = 'Mend these first: everything else is looked at when the settings can be read';
    return [{ id: 'settings', look: async () => problem(error.problems.join('; '), mend) }, ...ofMachine];
  }
}

function modelsCheck(): Check {
  return {
    id: 'models',
    look: async () => {
      const missing = modelFiles.filter((path) => !existsSync(path));
      if (missing.length > 0)
        return problem(
          `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not there`,
          'Check the release out again',
        );
      const sizes = await Promise.all(modelFiles.map(async (path) => (await readFile(path)).length));
      return fine(`${(sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(1)} MB`);
    },
  };
}

function mailOf(config: StandaloneConfig): Check {
  const { SMTP_URL: url, SUPPORT_EMAIL: from } = config;
  if (catchesMail(config)) return mailCheck('caught', async () => undefined);
  return mailCheck(url === undefined ? 'none' : 'server', async () => {
    if (url === undefined)
      throw new AppError('SERVICE_UNAVAILABLE', 'SMTP_URL is not set, so mails wait. Run pnpm run setup, or set it');
    const mailer = createSmtpMailer({ url, from });
    try {
      await mailer.ping();
    } catch (error) {
      throw new AppError(
        'SERVICE_UNAVAILABLE',
        `The mail server does not take our connection (${mailTroubleOf(error)}): look at it, and at SMTP_URL`,
      );
    } finally {
      mailer.close();
    }
  });
}

const nobody = 'doctor@acebuddy.invalid';
const directoryMs = 6_000;

/** The customers that the operator knows: read as the product reads it. */
function directoryCheck({ DIRECTORY_FILE, DIRECTORY_URL, DIRECTORY_TOKEN }: StandaloneConfig): Check {
  const logger = createLogger({ name: 'doctor', level: 'silent' });
  return {
    id: 'directory',
    look: async () => {
      if (DIRECTORY_FILE !== undefined) {
        const { notices } = createFileDirectory(DIRECTORY_FILE, logger);
        const [first] = notices;
        return first === undefined ? fine(DIRECTORY_FILE) : warning(first, 'Mend the cell and start again');
      }
      if (DIRECTORY_URL === undefined) return skipped('Neither DIRECTORY_FILE nor DIRECTORY_URL is set');
      const access = DIRECTORY_TOKEN === undefined ? {} : { token: DIRECTORY_TOKEN };
      try {
        await createHttpDirectory({ url: DIRECTORY_URL, fetch, timeoutMs: directoryMs, logger, ...access }).find(
          nobody,
        );
        return fine(`${new URL(DIRECTORY_URL).host} answers`);
      } catch {
        return problem(
          `${new URL(DIRECTORY_URL).host} does not answer as it should`,
          'Look at DIRECTORY_URL and DIRECTORY_TOKEN',
        );
      }
    },
  };
}
