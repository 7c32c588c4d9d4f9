import { readFileSync } from 'node:fs';
import { deskConfigSchema } from '@acebuddy/contracts';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../docs/integration.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
const files = examples.filter((text) => text.includes('zoho_desk_config.schema.json'));

test("the operator's file of the integration page can be used as it stands there", () => {
  expect(files).toHaveLength(1);
  for (const text of files) {
    const { business_hours: hours, teams } = deskConfigSchema.parse(JSON.parse(text));
    expect(hours.time_zone).toBe('Europe/Berlin');
    expect(teams.NOC?.email).toBe('noc@acme.example');
  }
});
