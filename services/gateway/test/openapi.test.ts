import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessTable } from '../src/access/access-table.ts';
import { renderOpenapi } from '../src/openapi.ts';
import { startGateway } from './harness.ts';

const checkedIn = readFileSync(join(import.meta.dirname, '../../../docs/openapi.json'), 'utf8');

/** The description itself, and what the console's own page asks: that is of one release with it. */
const undescribed =
  / \/(?:openapi\.json|docs\/?|runbook(?:\/:alert)?|console(?:\/(?:\*|assets\/\*|api\/:path|live|preview\/:id))?)$/;

describe('the API description', () => {
  it('is the one that is checked in (node services/gateway/src/openapi-cli.ts writes it anew)', async () => {
    expect(await renderOpenapi()).toBe(checkedIn);
  });

  it('describes every route of the access table', () => {
    const { paths, openapi } = JSON.parse(checkedIn) as { openapi: string; paths: Record<string, object> };
    expect(openapi).toMatch(/^3\.1\./);
    for (const entry of Object.keys(accessTable).filter((key) => !undescribed.test(key))) {
      const [method = '', route = ''] = entry.split(' ');
      const path = paths[route.replace(/:(\w+)/g, '{$1}')] ?? {};
      expect(Object.keys(path), entry).toContain(method.toLowerCase());
    }
  });

  it('is served with a page that loads nothing from elsewhere', async () => {
    const { app } = await startGateway();
    expect((await app.inject('/openapi.json')).json()).toEqual(JSON.parse(checkedIn));
    const page = await app.inject('/docs');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source = '']) => source);
    expect(sources).toEqual(['/openapi.json']);
    expect(page.body).not.toMatch(/<script|@import|url\(/);
    const { paths } = JSON.parse(checkedIn) as { paths: Record<string, object> };
    for (const [path, methods] of Object.entries(paths))
      for (const method of Object.keys(methods))
        expect(page.body).toContain(`<code>${method.toUpperCase()} ${path}</code>`);
  });
});
