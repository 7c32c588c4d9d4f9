import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundledWorkflowsFolder, loadWorkflows } from './definition/load-workflows.ts';
import { createFakeChat, people } from './testing/index.ts';
import { createTestEngine } from './testing/test-engine.ts';

/** The worked example of the guide: what it teaches must work. */
const guide = readFileSync(new URL('../../../docs/workflows.md', import.meta.url), 'utf8');
const file = guide.split('```yaml\n')[1]?.split('```')[0] ?? '';

function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'phone_system.yaml'), text);
  return folder;
}

describe('a fourteenth workflow', () => {
  it.each([
    ['a byte order mark', `\uFEFF${file}`],
    ['line ends of Windows', file.replaceAll('\n', '\r\n')],
  ])('is read with %s, as an editor may save it', (_what, text) => {
    const plain = loadWorkflows([folderWith(file)])[0]?.definition;
    expect(loadWorkflows([folderWith(text)])[0]?.definition).toEqual(plain);
  });

  it('works by being dropped into a folder, without code', () => {
    const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder, folderWith(file)]));
    const chat = createFakeChat({ engine, person: people.known });
    const meaning = {
      outcome: 'match',
      workflow: 'phone_system',
      confidence: 0.9,
      alternatives: [],
      others: [],
    } as const;
    expect(chat.say("my phone doesn't ring, extension 204", meaning).reply.texts.join(' ')).toContain(
      'crossed-out bell',
    );
    expect(chat.say('nope still silent').reply.texts.join(' ')).toContain('ten seconds');
    const { effects, reply } = chat.say('no');
    const created = effects.find((effect) => effect.kind === 'createTicket');
    expect(created?.kind === 'createTicket' ? created.ticket : null).toMatchObject({
      workflow: 'phone_system',
      subject: 'Phone System - Maria Lopez',
      team: 'telephony',
      actionRequired: 'Check the phone with extension 204 (It does not ring).',
    });
    expect(reply.texts.join(' ')).toContain('#101');
  });

  it('with a mistake stops the start with file, line and mend', () => {
    const folder = folderWith(file.replace('team: telephony', 'teem: telephony'));
    expect(() => loadWorkflows([bundledWorkflowsFolder, folder])).toThrow(
      /phone_system\.yaml:7: teem: nothing is called "teem" here → check the spelling/,
    );
  });

  it('replaces a bundled one of the same name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'printer_issues.yaml'), file.replace('id: phone_system', 'id: printer_issues'));
    const workflows = loadWorkflows([bundledWorkflowsFolder, folder]);
    expect(workflows.find((workflow) => workflow.definition.id === 'printer_issues')?.definition.name).toBe(
      'Phone System',
    );
    expect(workflows).toHaveLength(13);
  });
});
