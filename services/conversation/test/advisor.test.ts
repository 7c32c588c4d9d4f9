import type { Understanding } from '@acebuddy/workflows';
import { describe, expect, it } from 'vitest';
import type { Advisor } from '../src/ports.ts';
import { createHarness, message } from './harness.ts';

const unsure: Understanding = { outcome: 'unsure', workflow: null, confidence: 0.4, alternatives: [], others: [] };

function listeningAdvisor(): Advisor & { readonly heard: string[] } {
  const heard: string[] = [];
  return {
    heard,
    async choose(text, understanding) {
      heard.push(text);
      return understanding;
    },
  };
}

describe('an advisor', () => {
  it('never hears a secret, and not even a code that the bot asked for', async () => {
    await using harness = await createHarness();
    const advisor = listeningAdvisor();
    const { conversation } = await harness.replica({ advisor, detector: { detect: () => unsure } });
    await conversation.handleMessage(message('I cannot log in, my password is Tr0ub4dor&3'));
    await conversation.handleMessage(message('my code is 482913'));
    expect(advisor.heard).toHaveLength(2);
    expect(advisor.heard.join()).toContain('I cannot log in');
    expect(advisor.heard.join()).not.toMatch(/Tr0ub4dor|482913/);
  });

  it('is not asked when the turn has no time for it', async () => {
    await using harness = await createHarness();
    const advisor = listeningAdvisor();
    const { conversation } = await harness.replica({ advisor, detector: { detect: () => unsure } });
    await conversation.handleMessage(message('I cannot log in', { budgetMs: 2_000 }));
    expect(advisor.heard).toEqual([]);
  });

  it('is asked only where the detector is unsure', async () => {
    await using harness = await createHarness();
    const advisor = listeningAdvisor();
    const { conversation } = await harness.replica({ advisor });
    await conversation.handleMessage(message('hello there'));
    expect(advisor.heard).toEqual([]);
  });
});
