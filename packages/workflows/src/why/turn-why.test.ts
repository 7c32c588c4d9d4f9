import { describe, expect, it } from 'vitest';
import { bundledWorkflowsFolder, loadWorkflows } from '../definition/load-workflows.ts';
import type { Understanding } from '../engine-types.ts';
import { allRowNames } from '../testing/all-row-names.ts';
import { createFakeChat, rightCode } from '../testing/fake-chat.ts';
import { people } from '../testing/people.ts';
import { createTestEngine } from '../testing/test-engine.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
const open = (settings = {}) => createFakeChat({ engine, person: people.known, settings });
const match = (workflow: string): Understanding => ({
  outcome: 'match',
  workflow,
  confidence: 0.934,
  alternatives: [
    { workflow, confidence: 0.934 },
    { workflow: 'email_issues', confidence: 0.051 },
    { workflow: 'qb_mfa', confidence: 0.01 },
  ],
  others: [],
});

describe('why a message was answered so', () => {
  it('tells what was read, which row decided, what was noted from which words', () => {
    const chat = open();
    const { why } = chat.say('my account is locked, user name mlopez', match('account_locked'));
    expect(why).toMatchObject({
      question: null,
      at: null,
      topics: [
        { workflow: 'account_locked', confidence: 0.93 },
        { workflow: 'email_issues', confidence: 0.05 },
      ],
      rows: [{ row: 'request at idle', commands: ['start'] }],
      cleared: [],
      effects: [],
    });
    expect(why?.acts[0]?.act).toBe('request');
    expect(why?.filled).toContainEqual({ slot: 'user_name', value: 'mlopez', text: 'mlopez' });
  });

  it('tells where the run stood, what was asked, and what was taken back', () => {
    const chat = open();
    chat.say('my printer is offline', match('printer_issues'));
    const { why } = chat.say('still broken');
    expect(why?.at).toMatchObject({ workflow: 'printer_issues' });
    expect(why?.at?.step).toMatch(/\w/);
    expect(why?.question).toMatchObject({ kind: 'guide' });
    expect(why?.rows).toEqual([{ row: 'not_worked at guide', commands: ['step_failed'] }]);
  });

  it('names the words of a choice that is told in the middle of a story, and nothing for parts of other words', () => {
    const chat = open();
    const story =
      'Good morning, this is the third day in a row now. My printer at the front desk is offline, everyone waits.';
    const { why } = chat.say(story, match('printer_issues'));
    for (const { text } of why?.filled ?? []) if (text !== null) expect(story).toContain(text.replace(/…$/, ''));
    expect(why?.filled.find(({ text }) => text?.includes('offline'))?.text?.length).toBeLessThan(story.length / 2);
  });

  it('names a rule where the table was not asked', () => {
    const chat = open();
    expect(chat.say('my password is [password removed]').why?.rows).toEqual([{ row: 'only_a_secret', commands: [] }]);
    expect(chat.say('', null, ['shot.png']).why?.rows).toEqual([{ row: 'only_files', commands: [] }]);
    const called = chat.say('I want to talk to a human').why;
    expect(called).toMatchObject({ rows: [{ commands: ['hand_over'] }] });
    expect(called?.effects).toContain('forward');
    expect(chat.say('hello?').why?.rows).toEqual([{ row: 'attended', commands: [] }]);
  });

  it('is null for what no message did', () => {
    const chat = open();
    expect(chat.send({ kind: 'opened' }, null).why).toBeNull();
    chat.say('my printer is offline', match('printer_issues'));
    expect(chat.step({ kind: 'timer' }).why).toBeNull();
  });

  it('has each row and frame of its table among the names', () => {
    for (const name of ['answer at choice', 'unsure at guide', 'yes at frame cancel', 'after_ticket', 'said_again'])
      expect(allRowNames).toContain(name);
  });
});

describe('what is kept of a code', () => {
  /** A chat in which a code is on its way. */
  function asked() {
    const chat = open({ codesEnabled: true });
    chat.say('my account is locked, my user name is jsmith, I know my password', match('account_locked'));
    for (let turn = 0; turn < 12 && !chat.view().awaitsCode; turn += 1) chat.say('yes');
    expect(chat.view().awaitsCode).toBe(true);
    return chat;
  }

  it.each([
    rightCode,
    '000000',
    `it is ${rightCode.slice(0, 3)} ${rightCode.slice(3)}`,
    `${rightCode}, and my name is Anna Berg ${rightCode}`,
  ])('is that it was checked: %s', (said) => {
    const { why } = asked().say(said);
    expect(why?.effects).toContain('verifyCode');
    expect(JSON.stringify(why).replaceAll(/[^\d]/g, '')).not.toMatch(/123456|000000/);
  });

  it('is joined by what came of it', () => {
    const { why, effects } = asked().say(rightCode);
    expect(why?.effects).toEqual(
      [...new Set(effects.map(({ kind }) => kind))].filter((kind) => why?.effects.includes(kind)),
    );
    expect(why?.rows[0]?.row).toMatch(/ at (frame )?code$/);
  });
});
