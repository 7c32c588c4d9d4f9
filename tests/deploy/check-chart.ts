import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { helm, run, validateManifests } from './tools.ts';

/** The oldest of Kubernetes' supported releases, and the newest that there are schemas of. */
const releases = ['1.34', '1.37'];
/** Of operators, not of Kubernetes: their schemas are not in its OpenAPI. */
const custom = /WARN .*schema for kind (?:PrometheusRule|ServiceMonitor) /;
const sizes = ['small', 'production', 'everything'];

const manifestSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  spec: z
    .looseObject({
      template: z
        .looseObject({
          spec: z.looseObject({ containers: z.array(z.looseObject({ name: z.string(), image: z.string() })) }),
        })
        .optional(),
    })
    .optional(),
});

const services = ['conversation', 'gateway', 'notifications', 'ticketing'];

/** What is wrong with the chart: linted, rendered for each file of values, and each manifest against Kubernetes' schemas. */
export function checkChart(checkout: string, work: string): string[] {
  const chart = join(checkout, 'deploy/helm/acebuddy');
  return sizes.flatMap((size) => {
    const values = ['-f', join(chart, 'ci', `${size}-values.yaml`)];
    const lint = run(helm(), ['lint', chart, ...values]);
    if (lint.status !== 0) return [`${size}: helm lint: ${lint.text}`];
    const rendered = run(helm(), ['template', 'acebuddy', chart, '--kube-version', '1.34.0', ...values]);
    if (rendered.status !== 0) return [`${size}: helm template: ${rendered.text}`];
    const file = join(work, `${size}.yaml`);
    writeFileSync(file, rendered.text);
    return [...releases.flatMap((release) => refusals(file, release)), ...missing(size, rendered.text)];
  });
}

function refusals(file: string, release: string): string[] {
  const { status, text } = validateManifests(file, release);
  const lines = text.split('\n').filter((line) => /^(?:ERROR|WARN)/.test(line) && !custom.test(line));
  return status === 0 || lines.length > 0 ? lines : [`${release}: ${text}`];
}

/** Whether what the file of values asks for is there. */
function missing(size: string, text: string): string[] {
  const manifests = parseAllDocuments(text).flatMap((document) => {
    const value: unknown = document.toJS();
    return value === null ? [] : [manifestSchema.parse(value)];
  });
  const count = (kind: string) => manifests.filter((each) => each.kind === kind).length;
  const images = manifests.flatMap(({ spec }) => spec?.template?.spec.containers.map(({ image }) => image) ?? []);
  const problems: string[] = [];
  const expect = (what: string, is: unknown, wanted: unknown) => {
    if (is !== wanted) problems.push(`${size}: ${what}: ${String(is)}, not ${String(wanted)}`);
  };
  expect('workloads', count('Deployment') + count('StatefulSet'), services.length);
  expect('autoscalers', count('HorizontalPodAutoscaler'), size === 'small' ? 0 : services.length);
  expect('disruption budgets', count('PodDisruptionBudget'), size === 'small' ? 0 : services.length);
  expect('network policies', count('NetworkPolicy'), size === 'small' ? 0 : services.length);
  expect('monitors and rules', count('ServiceMonitor') + count('PrometheusRule'), size === 'everything' ? 2 : 0);
  expect('Secrets of its own', count('Secret'), 0);
  if (size === 'production') {
    expect('tag of gateway', images.find((image) => image.includes('gateway'))?.split(':')[1], '1.1.0');
    expect('tag of conversation', images.find((image) => image.includes('conversation'))?.split(':')[1], '1.0.0');
  }
  return problems;
}

/** A check that refuses nothing checks nothing: a slip in a manifest must be found, and a secret in `settings`. */
export function checkTheChecks(checkout: string, work: string): string[] {
  const file = join(work, 'slip.yaml');
  writeFileSync(file, readFileSync(join(work, 'small.yaml'), 'utf8').replace('failureThreshold', 'failureTreshold'));
  const chart = join(checkout, 'deploy/helm/acebuddy');
  const secret = run(helm(), ['template', chart, '--kube-version', '1.34.0', '--set', 'settings.SMTP_URL=smtp://x']);
  return [
    ...(refusals(file, '1.34').length > 0 ? [] : ['a misspelt key passes']),
    ...(secret.status !== 0 && secret.text.includes('SMTP_URL is a secret')
      ? []
      : ['a secret among the settings passes']),
  ];
}
