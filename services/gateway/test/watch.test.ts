import { AppError, type Attention, type ReportAnswer } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { look } from '../src/watch/watcher.ts';
import { weekMail } from '../src/watch/week-mail.ts';
import { startConsole } from './console/api-client.ts';
import { report as someReport } from './fakes/conversation.ts';
import type { StartedGateway } from './harness.ts';

const need = (kind: Attention['kind'], count: number): Attention => ({ kind, count, oldestAt: null, detail: null });
const down = new AppError('SERVICE_UNAVAILABLE', 'down');
const week = { from: '2026-11-23', to: '2026-11-29' };

const lookFrom = ({ conversation, ticketing, notifications, logs }: StartedGateway) =>
  look({ conversation, ticketing, notifications, logger: logs.logger });

/** A report whose figures are these, each of a hundred. */
function reportOf(figures: Readonly<Record<string, number>>): ReportAnswer {
  const own = Object.entries(figures).map(([id, value]) => [id, { value, of: 100 }] as const);
  return {
    ...someReport,
    definitions: Object.keys(figures).map((id) => ({
      id,
      title: `Figure ${id}`,
      definition: id,
      unit: 'share',
      assumed: false,
    })),
    total: { ...someReport.total, figures: Object.fromEntries(own) },
  };
}

describe('who looks at what needs attention', () => {
  it('brings what all services say to notifications, when she says that it is her turn', async () => {
    const world = await startConsole();
    world.conversation.needed.push(need('person_waiting', 2), need('dead_letters', 1));
    world.ticketing.needed.push(need('dead_letters', 3));
    await lookFrom(world);
    expect(world.notifications.noted).toEqual([
      { items: [need('person_waiting', 2), need('dead_letters', 4)], silent: [] },
    ]);
    world.notifications.turn = { mine: false, week: null };
    await lookFrom(world);
    expect(world.notifications.noted).toHaveLength(1);
  });

  it('brings nothing where there is nothing', async () => {
    const world = await startConsole();
    await lookFrom(world);
    expect(world.notifications.noted).toEqual([{ items: [], silent: [] }]);
    expect(world.notifications.weeks).toEqual([]);
  });

  it('names the services that do not answer', async () => {
    const world = await startConsole();
    world.ticketing.failure = down;
    await lookFrom(world);
    expect(world.notifications.noted).toEqual([
      {
        items: [{ kind: 'service_silent', count: 1, oldestAt: null, detail: 'ticketing gives no answer.' }],
        silent: ['ticketing'],
      },
    ]);
  });

  it('leaves a service of the release before alone', async () => {
    const world = await startConsole();
    world.notifications.takeWatch = async () => {
      throw new AppError('NOT_FOUND', 'There is no such procedure.');
    };
    await lookFrom(world);
    expect(world.notifications.noted).toEqual([]);
    world.notifications.failure = down;
    world.notifications.takeWatch = async () => {
      throw down;
    };
    await expect(lookFrom(world)).rejects.toThrow('down');
  });

  it('orders the mail of a week with the figures of that week and the one before', async () => {
    const world = await startConsole();
    world.notifications.turn = { mine: true, week };
    world.ticketing.needed.push(need('desk_trouble', 1));
    await lookFrom(world);
    expect(world.conversation.reports).toEqual([
      { ...week, by: 'workflow' },
      { from: '2026-11-16', to: '2026-11-22', by: 'workflow' },
    ]);
    expect(world.notifications.weeks).toMatchObject([
      {
        ...week,
        look: [
          { what: 'attention', item: { kind: 'desk_trouble' } },
          { what: 'question', workflow: 'disk_upgrade', question: 'wants', asked: 10, again: 6 },
        ],
      },
    ]);
  });
});

describe('the mail of a week', () => {
  const before = reportOf({ completion_rate: 0.8, escalation_rate: 0.1, satisfaction: 0.9, tickets: 90 });
  const question = {
    what: 'question',
    workflow: 'disk_upgrade',
    workflowName: 'Disk space',
    question: 'server',
    asked: 10,
    again: 6,
  } as const;

  it('names what needs attention first, then the worst question and what got worse by most, five in all', () => {
    const report = reportOf({ completion_rate: 0.6, escalation_rate: 0.4, satisfaction: 0.95, tickets: 10 });
    const attention = [need('person_waiting', 1), need('dead_letters', 2)];
    const mail = weekMail({
      week,
      report,
      before,
      attention,
      questions: [question, { ...question, question: 'size' }],
    });
    expect(
      mail.look.map((each) =>
        each.what === 'attention' ? each.item.kind : each.what === 'figure' ? each.figure.id : each.question,
      ),
    ).toEqual(['person_waiting', 'dead_letters', 'server', 'escalation_rate', 'completion_rate']);
    expect(mail.figures.find(({ id }) => id === 'completion_rate')).toEqual({
      id: 'completion_rate',
      title: 'Figure completion_rate',
      unit: 'share',
      value: 0.6,
      before: 0.8,
    });
  });

  it('names nothing after a good week', () => {
    expect(weekMail({ week, report: before, before, attention: [], questions: [] }).look).toEqual([]);
  });
});
