import { runChecks } from '@acebuddy/checks';
import { readEnvironment } from '@acebuddy/service-kit';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { doctorChecks } from './doctor/doctor-checks.ts';
import { renderReports, toJson } from './doctor/render-reports.ts';

const usage = `pnpm run doctor: looks at everything that AceBuddy needs, and says of each what is wrong and what to do. Changes nothing, and
runs before the first start as well as beside a running AceBuddy. Ends with 1 when something does not work.

  --json   one JSON document in place of the table: {"ok", "checks": [{"id", "title", "state", "what", "mend"?}]}

Reads the settings that AceBuddy starts with, .env included. With CONVERSATION_URL, TICKETING_URL, NOTIFICATIONS_URL and
INTERNAL_TOKEN set it asks those services. The ids are those of the checklist in docs/deployment.md.`;
const { values } = readCommandLine({ usage, options: { json: { type: 'boolean', default: false } } });

process.exitCode = await runCommand(async () => {
  const reports = await runChecks(
    await doctorChecks({ ...readEnvironment(process.env), nodeVersion: process.version }),
  );
  process.stdout.write(values.json ? toJson(reports) : renderReports(reports));
  return reports.every(({ state }) => state !== 'problem');
});
