import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replay } from './replay.ts';
import { talk } from './talk.ts';

describe('talking in the terminal', () => {
  it('takes what shapes the dialogue from the settings, and never a real Zoho', async () => {
    const output = new PassThrough();
    let shown = '';
    output.setEncoding('utf8').on('data', (text) => {
      shown += text;
    });
    const real = { ZOHO_DESK_API_KEY: 'real', SMTP_URL: 'smtp://mail.example', MONGODB_URI: 'mongodb://127.0.0.1:9' };
    await talk({ input: Readable.from(['I forgot my password\n', '/quit\n']), output }, real);
    expect(shown).toContain('1. Server / desktop');
    const wrong = talk({ input: Readable.from([]), output }, { SUPPORT_EMAIL: 'nobody' });
    await expect(wrong).rejects.toThrow('SUPPORT_EMAIL');
  });

  it('shows the answer with numbered suggestions, and takes a number for one', async () => {
    const output = new PassThrough();
    let shown = '';
    output.setEncoding('utf8').on('data', (text) => {
      shown += text;
    });
    await talk({ input: Readable.from(['I forgot my password\n', '1\n', '/quit\n']), output });
    expect(shown).toContain('1. Server / desktop');
    expect(shown).toContain('self-service portal');
  });
});

describe('asking why', () => {
  it('says under each answer what was read, what decided, what was noted and done', async () => {
    const output = new PassThrough();
    let shown = '';
    output.setEncoding('utf8').on('data', (text) => {
      shown += text;
    });
    const input = Readable.from(['my printer is offline\n', 'still broken\n', '/quit\n']);
    await talk({ input, output }, {}, { why: true });
    expect(shown).toMatch(/\[Read as: request \d+%; about printer issues \d+%/);
    expect(shown).toContain('[Decided by: request at idle → start]');
    expect(shown).toContain('[Decided by: not worked at guide → step failed]');
    expect(shown).toMatch(/\[Noted: .*=/);
  });
});

describe('replaying a script', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'acebuddy-chat-test-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const script = (asks: string) => {
    const file = join(folder, `${asks}.yaml`);
    writeFileSync(
      file,
      `workflow: printer_issues\nscripts:\n  - name: two failed fixes\n    turns:\n      - my printer is offline\n      - still broken\n      - { say: still broken, asks: ${asks} }\n`,
    );
    return file;
  };

  it('is fine when what comes back is what is written', () => {
    expect(replay(script('printer_model'), () => undefined)).toBe(true);
  });

  it('says which turn differs and how', () => {
    const lines: string[] = [];
    expect(replay(script('phone'), (line) => lines.push(line))).toBe(false);
    expect(lines.join('\n')).toMatch(/turn 3 .*printer_model/);
  });
});
