import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMinisearchKnowledge } from './minisearch-knowledge.ts';

const folder = fileURLToPath(new URL('../../../../knowledge', import.meta.url));

describe('the help articles', () => {
  it.each([
    ['do I need a vpn to work from home?', 'Do I need a VPN for the hosted desktop?'],
    ['how do I get a deleted file back', 'Getting a deleted file back'],
    ['how can I copy files from my pc into the session', 'Copying files between your PC and the session'],
    ['lacerte wants an update', 'Updates of tax programs'],
    ['set up mail on my iphone', 'E-mail on a phone or tablet'],
    ['what are your business hours', 'When and how to reach us'],
  ])('answer "%s" with "%s"', async (question, title) => {
    const knowledge = await createMinisearchKnowledge(folder);
    expect(knowledge.search(question)?.title).toBe(title);
  });

  it.each([
    'what is the best pizza in town',
    'asdf qwer',
    'my cousin sold his boat last summer',
    'can you tell me a joke about accountants',
  ])('stay silent on "%s"', async (question) => {
    const knowledge = await createMinisearchKnowledge(folder);
    expect(knowledge.search(question)).toBeNull();
  });

  it.each([
    ['is the restart over, and will they let me know when it is back up?', 'server_reboot'],
    ['do all of us in the office have to log out', 'server_reboot'],
    ['who told you to ask the point of contact', 'user_management'],
    ['will the phone number stay the same', 'qb_mfa'],
  ])('stay silent on "%s" in the middle of something else (%s)', async (question, workflow) => {
    const knowledge = await createMinisearchKnowledge(folder);
    expect(knowledge.search(question, workflow)).toBeNull();
  });

  it('answer what belongs to the problem that is under way', async () => {
    const knowledge = await createMinisearchKnowledge(folder);
    expect(knowledge.search('do we need a vpn for that?', 'rdp_connection')?.title).toMatch(/VPN/);
    expect(knowledge.search('do we need a vpn for that?', 'printer_issues')).toBeNull();
  });

  it.each([
    ['a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['line ends of Windows', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('are read with %s, as an editor may save them', async (_what, save) => {
    const own = mkdtempSync(join(tmpdir(), 'knowledge-'));
    onTestFinished(() => rmSync(own, { recursive: true }));
    const text = '---\ntitle: The coffee machine\nkeywords: coffee espresso\n---\n\nPress “on”.\nThen wait.\n';
    writeFileSync(join(own, 'coffee.md'), save(text));
    const knowledge = await createMinisearchKnowledge(own);
    expect(knowledge.search('coffee machine')?.excerpt).toBe('Press “on”.\nThen wait.');
  });

  it('are none where there is no folder', async () => {
    const knowledge = await createMinisearchKnowledge(`${folder}/absent`);
    expect(knowledge.search('vpn')).toBeNull();
  });
});
