import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '@acebuddy/service-kit';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { renderReports } from './doctor/render-reports.ts';
import { createAsker } from './setup/asker.ts';
import { readGrantCode } from './setup/grant-code-given.ts';
import { runSetup } from './setup/run-setup.ts';
import { createTerminalPrompts, isInterrupted } from './setup/terminal-prompts.ts';

const usage = `pnpm run setup: connects Zoho by questions, and writes .env and zoho_desk_config.json. What is set already is kept; interrupted,
it goes on where it was. Ends with the checks of pnpm run doctor.

  --client-id ID  --dc com|eu|in|…  --org ID  --department ID      Zoho
  --missing-fields create|leave-out|look-again                     what to do about fields that tickets lack
  --company NAME  --support-email ADDRESS  --mail-to ADDRESS       mails; --no-mail: without a mail server
  --public-url URL  --screen-name NAME                             SalesIQ; --no-salesiq: later
  --no-input   asks nothing, as in a script     --fresh   asks for everything again

Secrets are given by variables or files (NAME_FILE), never by arguments: ZOHO_CLIENT_SECRET, ZOHO_GRANT_CODE, SMTP_URL,
SALESIQ_PUBLIC_KEYS. Step by step: docs/setup.md`;
const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const { values } = readCommandLine({
  usage,
  options: {
    'client-id': text,
    dc: text,
    org: text,
    department: text,
    'missing-fields': text,
    company: text,
    'support-email': text,
    'mail-to': text,
    'public-url': text,
    'screen-name': text,
    'no-mail': flag,
    'no-salesiq': flag,
    'no-input': flag,
    fresh: flag,
  },
});

const root = fileURLToPath(new URL('../../../', import.meta.url));
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function setup(): Promise<boolean> {
  const named = process.env.ACEBUDDY_ENV_FILE?.trim() ?? '';
  const settingsFile = named === '' || named === 'off' ? join(root, '.env') : resolve(named);
  const { env } = readEnvironment(await withFile(settingsFile));
  const flags = Object.entries(values).map(([name, value]) => [
    `--${name}`,
    typeof value === 'string' ? value : undefined,
  ]);
  const hasPerson = !values['no-input'] && process.stdin.isTTY === true;
  const operatorsFile = env.ZOHO_DESK_CONFIG?.trim() || join(dirname(settingsFile), 'zoho_desk_config.json');
  const reports = await runSetup({
    env: { ...env, ...(values.dc === undefined ? {} : { ZOHO_DC: values.dc }) },
    settingsFile,
    operatorsFile: resolve(operatorsFile),
    asker: createAsker({
      // Begun anew, what stands in the file is asked for, too; what is given for this run counts.
      answers: {
        ...(values.fresh ? process.env : env),
        ...Object.fromEntries(flags),
        ZOHO_GRANT_CODE: readGrantCode(env),
      },
      prompts: hasPerson ? createTerminalPrompts() : null,
      say,
    }),
    fresh: values.fresh,
    withoutMail: values['no-mail'],
    withoutSalesiq: values['no-salesiq'],
    missingFields: values['missing-fields'],
    publicKeys: env.SALESIQ_PUBLIC_KEYS,
    companyName: values.company,
    nodeVersion: process.version,
    now: () => new Date(),
  });
  say(renderReports(reports));
  say('Start AceBuddy: npx -y pnpm@12.21.0 start');
  say(`Sign in to its console with what stands behind "admin:" at API_KEYS in ${settingsFile}.`);
  return reports.every(({ state }) => state !== 'problem');
}

/** A file that is named is made by this command: it need not be there. */
async function withFile(settingsFile: string) {
  const { existsSync } = await import('node:fs');
  return { ...process.env, ACEBUDDY_ENV_FILE: existsSync(settingsFile) ? settingsFile : 'off' };
}

process.exitCode = await runCommand(async () => {
  try {
    return await setup();
  } catch (error) {
    if (!isInterrupted(error)) throw error;
    say('\nInterrupted. `npx -y pnpm@12.21.0 run setup` goes on from here.');
    return false;
  }
});
