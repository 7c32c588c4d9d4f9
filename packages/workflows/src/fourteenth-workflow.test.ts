import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundledWorkflowsFolder, loadWorkflows } from './definition/load-workflows.ts';
import { createEngine } from './engine.ts';
import { createFakeChat, people } from './testing/index.ts';

const file = `id: phone_system
name: Phone System
summary: Desk phones that do not ring or cannot call.
button: Phones
priority: Medium
team: telephony
expected: 2 hours
impact: { closure: 0.5, minutes_saved: 10 }
opening: [Sounds like a phone problem.]
slots:
  fault:
    type: choice
    label: Fault
    ask: What is wrong with the phone?
    choices:
      - { value: no_ring, label: It does not ring, synonyms: [does not ring, silent] }
      - { value: no_call, label: Cannot call out, synonyms: [cannot call, no outgoing calls] }
steps:
  - ask: fault
  - guide: Pull the phone's network cable out, wait ten seconds, and plug it in again.
  - end: ticket
ticket: { action: "Check the phone: {{fault}}" }
examples: [my desk phone does not ring]
`;

function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'phone_system.yaml'), text);
  return folder;
}

describe('a fourteenth workflow', () => {
  it('works by being dropped into a folder, without code', () => {
    const engine = createEngine(loadWorkflows([bundledWorkflowsFolder, folderWith(file)]));
    const chat = createFakeChat({ engine, person: people.known });
    const meaning = {
      outcome: 'match',
      workflow: 'phone_system',
      confidence: 0.9,
      alternatives: [],
      others: [],
    } as const;
    expect(chat.say('my phone does not ring', meaning).reply.texts.join(' ')).toContain('ten seconds');
    const { effects, reply } = chat.say('still silent');
    const created = effects.find((effect) => effect.kind === 'createTicket');
    expect(created?.kind === 'createTicket' ? created.ticket : null).toMatchObject({
      workflow: 'phone_system',
      subject: 'Phone System - Maria Lopez',
      team: 'telephony',
      actionRequired: 'Check the phone: It does not ring',
    });
    expect(reply.texts.join(' ')).toContain('#101');
  });

  it('with a mistake stops the start with file, line and mend', () => {
    const folder = folderWith(file.replace('team: telephony', 'teem: telephony'));
    expect(() => loadWorkflows([bundledWorkflowsFolder, folder])).toThrow(
      /phone_system\.yaml:6: teem: nothing is called "teem" here → check the spelling/,
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
