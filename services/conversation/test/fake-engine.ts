import type { Effect, Engine, EngineInput, EngineState, EngineStep } from '@acebuddy/workflows';

interface FakeState extends Record<string, unknown> {
  readonly schema: 1;
  readonly runs: number;
  readonly state: 'new' | 'active' | 'verifying' | 'ticket' | 'closed' | 'escalated';
  readonly heard: number;
  readonly email?: string;
  readonly codeWasSent?: boolean;
  readonly attended?: boolean;
}

const quiet = { action: 'reply', texts: [], suggestions: [], input: null } as const;

/**
 * A dialogue of a few commands, in place of the real engine: what the service does with decisions is tested here, not
 * which decisions are made. `ticket`, `write it down`, `code, then ticket`, digits, `human`, `my address is …`; everything else is echoed with a running number.
 */
export const fakeEngine: Engine = {
  start: () => ({ schema: 1, runs: 0, state: 'new', heard: 0 }) as EngineState,
  view(state) {
    const { state: where, runs, email, attended, codeWasSent } = state as FakeState;
    const workflow = runs > 0 ? 'printer_issues' : null;
    return {
      state: where,
      workflow,
      slots: email === undefined ? {} : { email },
      verified: null,
      mailboxProven: false,
      awaitsCode: where === 'verifying',
      codeWasSent: codeWasSent === true,
      accounts: [],
      attended: attended ?? where === 'escalated',
      runId: runs > 0 ? `run-${runs}` : null,
    };
  },
  step(before, input) {
    const state = before as FakeState;
    if (input.kind === 'incoming' && input.content.kind === 'message') return onMessage(state, input.content.text);
    if (input.kind === 'result') return onResult(state, input.result);
    if (input.kind === 'operator') {
      const texts = input.event === 'missed' ? ['Nobody is free.'] : [];
      return step({ ...state, attended: input.event === 'joined' }, texts);
    }
    if (input.kind === 'close') return step({ ...state, state: 'closed' }, []);
    if (input.kind === 'approval') return step(state, [`Your point of contact ${input.decision} it.`]);
    return step(state, []);
  },
};

function step(state: FakeState, texts: readonly string[], effects: readonly Effect[] = []): EngineStep {
  return { state, reply: { ...quiet, texts }, effects, why: null, wakeAt: null };
}

function onMessage(before: FakeState, text: string): EngineStep {
  const state = { ...before, heard: before.heard + 1, state: 'active' as const };
  if (text === 'ticket') {
    const runs = state.runs + 1;
    return step({ ...state, runs }, ['One moment.'], [ticketEffect(`run-${runs}`)]);
  }
  if (text === 'write it down')
    return step(
      state,
      ['Done.'],
      [
        {
          kind: 'appendTranscript',
          id: `lines-${state.heard}`,
          awaited: false,
          runId: `run-${state.runs}`,
          note: null,
        },
      ],
    );
  if (text === 'code please')
    return step({ ...state, state: 'verifying', codeWasSent: true }, ['Which code did you get?']);
  if (text === 'code used') return step({ ...state, state: 'active' }, ['Thank you.']);
  if (text === 'code, then ticket') {
    const to = { name: 'Ann', email: 'ann@firm.example' };
    return step(
      state,
      ['Sending a code.'],
      [{ kind: 'sendCode', id: 'code-1', awaited: true, purpose: 'reset', to, isKnown: true }],
    );
  }
  if (text.startsWith('my address is '))
    return step({ ...state, email: text.slice('my address is '.length) }, ['Thanks.']);
  const code = /(?:\d[ -]?){6}$/.exec(text)?.[0].replace(/\D/g, '');
  if (code !== undefined && /^(?:my code is )?\d/.test(text))
    return step(
      state,
      ['Checking.'],
      [{ kind: 'verifyCode', id: `verify-${state.heard}`, awaited: true, purpose: 'reset', code }],
    );
  return step(state, [`${state.heard}: ${text}`]);
}

function onResult(state: FakeState, result: Extract<EngineInput, { kind: 'result' }>['result']): EngineStep {
  if (result.kind === 'ticket' && result.outcome === 'created')
    return step({ ...state, state: 'ticket' }, [`Your ticket is #${result.ticketNumber}.`]);
  if (result.kind === 'ticket') return step({ ...state, state: 'ticket' }, [`Promised under ${result.reference}.`]);
  if (result.kind === 'code') {
    const runs = state.runs + 1;
    return step({ ...state, runs }, [`Code ${result.outcome}.`, 'Now the ticket.'], [ticketEffect(`run-${runs}`)]);
  }
  if (result.kind === 'verification') return step(state, [`The code is ${result.outcome}.`]);
  return step(state, []);
}

function ticketEffect(runId: string): Effect {
  return {
    kind: 'createTicket',
    id: `ticket:${runId}`,
    awaited: true,
    runId,
    ticket: {
      workflow: 'printer_issues',
      workflowName: 'Printer Issues',
      outcome: 'ticket',
      subject: 'Printer Issues - Ann',
      description: 'The printer is offline.',
      priority: 'Medium',
      team: 'support',
      status: 'Open',
      expectedResolution: '4 h',
      tags: [],
      fields: {},
      dueAt: null,
      customer: { name: 'Ann', email: 'ann@firm.example', phone: null },
      verified: null,
      collected: [],
      actionRequired: 'Fix the printer',
      mailNotes: [],
    },
  };
}
