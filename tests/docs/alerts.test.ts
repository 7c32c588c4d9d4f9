import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attentionKinds } from '@acebuddy/contracts';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { attentionLinks } from '../../packages/console/src/pages/overview/attention-links.ts';
import { alerts } from '../../services/notifications/src/alerts/alert-table.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = readdirSync(join(root, 'docs/runbook')).flatMap((file) =>
  file.endsWith('.md') && file !== 'README.md' ? [file.slice(0, -'.md'.length)] : [],
);

const annotationsSchema = z.object({ summary: z.string(), runbook_url: z.string(), console_url: z.string() });
const ruleSchema = z.object({ alert: z.string(), expr: z.string(), for: z.string(), annotations: annotationsSchema });
const rulesSchema = z.object({ groups: z.array(z.object({ rules: z.array(ruleSchema) })) });
const rules = rulesSchema
  .parse(parse(read('deploy/prometheus/acebuddy.rules.yaml')))
  .groups.flatMap((group) => group.rules)
  .map((rule) => ({ ...rule, slug: /\/runbook\/([a-z_]+)$/.exec(rule.annotations.runbook_url)?.[1] ?? 'no page' }));

test('each alert has its page in the runbook, and each page its alert', () => {
  expect([...new Set([...Object.keys(alerts), ...rules.map(({ slug }) => slug)])].sort()).toEqual(pages.sort());
  expect(new Set(rules.map(({ slug }) => slug)).size).toBe(rules.length);
});

test.each(pages)(
  '%s: the page says what it means, what is lost and waits, where to look, which command and what to do',
  (name) => {
    const text = read(`docs/runbook/${name}.md`);
    expect(text).toMatch(/^# \S/);
    for (const part of ['What it means.', 'What is lost.', 'What waits.', 'Console page.', 'Command.'])
      expect(text).toContain(`**${part}**`);
    expect(text).toMatch(/^`\/console|\*\*Console page\.\*\* `\/console/m);
    expect(text).toMatch(/```bash\n\S.*\n```/);
    expect(text).toMatch(/## What to do\n\n1\. \S/);
    expect(read('docs/runbook/README.md')).toContain(`](${name}.md)`);
  },
);

test('what is mailed is an alert in Prometheus, too, with the same limit and page', () => {
  expect(Object.keys(alerts).sort()).toEqual([...attentionKinds].sort());
  for (const [kind, { limitMinutes, page }] of Object.entries(alerts)) {
    const rule = rules.find(({ slug }) => slug === kind);
    expect([kind, rule?.for, rule?.annotations.console_url]).toEqual([
      kind,
      `${limitMinutes}m`,
      `{{ $externalLabels.acebuddy_url }}${page}`,
    ]);
    expect(rule?.expr).toContain(`acebuddy_attention_items{kind="${kind}"}`);
  }
});

test('mails lead where the overview leads', () => {
  for (const [kind, { page }] of Object.entries(alerts)) {
    const link = attentionLinks[kind as keyof typeof attentionLinks];
    const query = new URLSearchParams(
      Object.entries(link?.search ?? {}).map(([key, value]): [string, string] => [key, String(value)]),
    );
    const own = `/console${link?.to === '/' ? '' : link?.to}${query.size === 0 ? '' : `?${query}`}${link?.hash ? `#${String(link.hash)}` : ''}`;
    expect([kind, page]).toEqual([kind, own]);
  }
});

test('every alert is tried by promtool: firing, not yet firing, and silent in a quiet hour', () => {
  const trySchema = z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()) });
  const tests = z
    .object({ tests: z.array(z.object({ name: z.string(), alert_rule_test: z.array(trySchema) })) })
    .parse(parse(read('deploy/prometheus/acebuddy.rules.test.yaml'))).tests;
  const quiet = tests.filter(({ name }) => name === 'a quiet hour').flatMap((each) => each.alert_rule_test);
  const others = tests.filter(({ name }) => name !== 'a quiet hour').flatMap((each) => each.alert_rule_test);
  for (const { alert } of rules) {
    const own = others.filter(({ alertname }) => alertname === alert);
    expect([
      alert,
      own.some((each) => each.exp_alerts.length > 0),
      own.some((each) => each.exp_alerts.length === 0),
    ]).toEqual([alert, true, true]);
    expect(quiet.some((each) => each.alertname === alert && each.exp_alerts.length === 0)).toBe(true);
  }
});

test('pages of the runbook name no file that is not there', () => {
  for (const page of pages)
    for (const [, path = ''] of read(`docs/runbook/${page}.md`).matchAll(/`(docs\/[a-z/-]+\.md)`/g))
      expect([page, path, existsSync(join(root, path))]).toEqual([page, path, true]);
});
