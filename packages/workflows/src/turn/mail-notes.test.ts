import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { bundledWorkflowsFolder, loadWorkflows } from '../definition/load-workflows.ts';
import { createFakeChat, people } from '../testing/index.ts';
import { createTestEngine } from '../testing/test-engine.ts';

/** An operator's own file, whose mail repeats what the customer said. */
function engineWithNotes() {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = readFileSync(join(bundledWorkflowsFolder, 'account_locked.en.yaml'), 'utf8');
  const notes = ['"You told us: {{user_name}}."', '"Dear {{customer.name}}, we call {{settings.companyName}}."'];
  const own = '"{{workflow.name}}: write to {{settings.supportEmail}}."';
  const lines = [...notes, own].map((note) => `    - ${note}\n`).join('');
  writeFileSync(join(folder, 'account_locked.en.yaml'), file.replace(/^ {2}notes:\n/m, `  notes:\n${lines}`));
  return createTestEngine(loadWorkflows([bundledWorkflowsFolder, folder]));
}

it.each([
  ['123456', ['You told us: jsmith.', 'Dear Maria Lopez, we call Support.']],
  ['skip', []],
])('notes that repeat the customer go to a mailbox that is proven only: %s', (answer, hers) => {
  const chat = createFakeChat({ engine: engineWithNotes(), person: people.known });
  const meaning = {
    outcome: 'match',
    workflow: 'account_locked',
    confidence: 0.9,
    alternatives: [],
    others: [],
  } as const;
  chat.say('I know my password, user jsmith is locked', meaning);
  chat.say('no');
  const { effects } = chat.say(answer);
  const created = effects.find((effect) => effect.kind === 'createTicket');
  const notes = created?.kind === 'createTicket' ? created.ticket.mailNotes : [];
  expect(notes.filter((note) => /You told us|Dear/.test(note))).toEqual(hers);
  expect(notes.join()).toMatch(/Account Locked: write to \S+@/);
});
