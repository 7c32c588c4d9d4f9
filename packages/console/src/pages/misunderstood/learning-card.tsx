import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import { troubleOf } from '../../api/trouble.ts';
import type { LearnedModel, Learning } from '../../api/types.ts';
import { useMe } from '../../state/zone.ts';
import { wordOf } from '../../text/words.ts';
import { ActionDialog } from '../../ui/action-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Ago } from '../../ui/moment.tsx';
import { tell } from '../../ui/toasts.tsx';
import { Comparison } from './comparison.tsx';

const named = (id: number | null): string => (id === null ? 'the shipped model' : `model ${id}`);
const lines = (count: number): string => (count === 1 ? '1 label' : `${count} labels`);

/** What is labelled, which model reads, and how to get to a better one. */
export function LearningCard({ learning }: { learning: Learning }) {
  const { role } = useMe();
  const [asks, setAsks] = useState<'take' | 'back' | null>(null);
  const { labels, training, active, before, refused, models } = learning;
  const total = labels.reduce((sum, { count }) => sum + count, 0);
  const isRunning = training?.state === 'running';
  const inForce = models.find(({ id }) => id === active);
  const newest = models.find(({ id }) => id !== active && id > (active ?? 0));
  const again = () => queryClient.invalidateQueries({ queryKey: ['learning'] });
  const train = async () => {
    try {
      await api.learning.train.mutate();
    } catch (error) {
      tell(troubleOf(error).message, false);
    }
    await again();
  };
  return (
    <section className="card learning" aria-label="Learning">
      <p>
        <strong>{total === 0 ? 'Nothing is labelled yet' : lines(total)}</strong>. Messages are read with{' '}
        <strong>{named(active)}</strong>
        {inForce && (
          <>
            {' '}
            of <Ago at={inForce.at} />, made from {lines(inForce.learnedFrom)}
          </>
        )}
        .
      </p>
      {refused !== null && (
        <p className="banner warn" role="status">
          <Icon name="warn" />
          {refused}. The model before it reads until a new one is trained and taken over.
        </p>
      )}
      {inForce !== undefined && inForce.labelsGone > 0 && (
        <p className="banner warn" role="status">
          <Icon name="warn" />
          {lines(inForce.labelsGone)} that it was made with are there no more. Train again to take out what was learned
          from them.
        </p>
      )}
      {training !== null && <Progress training={training} />}
      {role === 'admin' ? (
        <div className="learning-acts">
          <Button
            tone="primary"
            isBusy={isRunning}
            disabled={total === 0 && active === null}
            onClick={() => void train()}
          >
            Train and compare
          </Button>
          {newest?.mayBeTaken && !isRunning && (
            <Button icon="check" onClick={() => setAsks('take')}>
              Take model {newest.id} over
            </Button>
          )}
          {before !== undefined && (
            <Button icon="back" onClick={() => setAsks('back')}>
              Back to {named(before)}
            </Button>
          )}
        </div>
      ) : (
        <p className="soft">Training and taking over needs the role admin.</p>
      )}
      {newest !== undefined && !isRunning && <Newest model={newest} />}
      {newest === undefined && inForce !== undefined && (
        <details>
          <summary>How it was compared with {named(inForce.comparedWith)}</summary>
          <Comparison model={inForce} />
        </details>
      )}
      <ActionDialog
        isOpen={asks !== null}
        onClose={() => setAsks(null)}
        title={asks === 'take' ? `Read messages with model ${newest?.id}?` : `Back to ${named(before ?? null)}?`}
        confirm={asks === 'take' ? 'Take over' : 'Go back'}
        onConfirm={async () => {
          if (asks === 'take' && newest !== undefined) await api.learning.take.mutate({ id: newest.id });
          if (asks === 'back') await api.learning.back.mutate();
          await again();
          tell(asks === 'take' ? 'The new model reads from now on.' : 'The model before reads again.');
        }}
      >
        <p>
          Every process reads with it within seconds; nothing is restarted, and no chat is interrupted. One press leads
          back.
        </p>
      </ActionDialog>
    </section>
  );
}

function Newest({ model }: { model: LearnedModel }) {
  const { id, learnedFrom, heldOut, mayBeTaken, comparedWith } = model;
  return (
    <>
      <p className={`banner ${mayBeTaken ? 'good' : 'warn'}`} role="status">
        <Icon name={mayBeTaken ? 'check' : 'warn'} />
        {mayBeTaken
          ? `Nothing got worse by more than its error: model ${id} may be taken over.`
          : `Model ${id} is not taken over: what is marked got worse by more than its error, or its labels are contradicted.`}{' '}
        It learned from {lines(learnedFrom)}, and {heldOut} were held out to measure on.
      </p>
      <Comparison model={model} />
      <p className="soft">
        Both models read the same lines. Left: {named(comparedWith)}, which was in force then; right: model {id}.
      </p>
    </>
  );
}

function Progress({ training }: { training: NonNullable<Learning['training']> }) {
  const { state, phase, language, share, problem } = training;
  if (state === 'done') return null;
  if (state === 'failed')
    return (
      <p className="banner warn" role="alert">
        <Icon name="warn" />
        {problem ?? 'The training failed.'}
      </p>
    );
  const words = `${wordOf('trainingPhases', phase)}${language === null ? '' : ` (${language})`}`;
  return (
    <div className="training" role="status">
      <label>
        {words}
        <progress max={1} value={share} />
      </label>
      <span className="soft">This takes a minute or some. Chats go on meanwhile.</span>
    </div>
  );
}
