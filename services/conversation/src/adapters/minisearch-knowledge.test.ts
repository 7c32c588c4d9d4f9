import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
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

  it('are none where there is no folder', async () => {
    const knowledge = await createMinisearchKnowledge(`${folder}/absent`);
    expect(knowledge.search('vpn')).toBeNull();
  });
});
