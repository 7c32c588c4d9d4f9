import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { DeskCheck, System } from '../../api/types.ts';
import { countText } from '../../text/figures.ts';
import { longText } from '../../text/times.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TroubleBox } from '../../ui/states.tsx';

/** How Desk stands, as ticketing knows, and a check that asks Desk itself. */
export function DeskCard({ desk }: Pick<System, 'desk'>) {
  const check = useMutation({ mutationFn: () => api.system.testDesk.mutate() });
  return (
    <section className="card" aria-labelledby="desk-title">
      <div className="card-head">
        <h2 id="desk-title">Zoho Desk</h2>
        <Button icon="desk" isBusy={check.isPending} onClick={() => check.mutate()}>
          Check the connection
        </Button>
      </div>
      {desk === null ? (
        <p className="soft">Ticketing does not answer, so nothing is known of Desk.</p>
      ) : (
        <Standing desk={desk} />
      )}
      <p className="soft">
        The check asks Zoho Desk with the settings that are in use: token, organisation, department, and what each call
        may do. It changes nothing there.
      </p>
      <div role="status" aria-label="Result of the check">
        {check.data && <CheckResult check={check.data} />}
      </div>
      {check.isError && <TroubleBox error={check.error} onRetry={() => check.mutate()} />}
    </section>
  );
}

function Standing({ desk }: { desk: NonNullable<System['desk']> }) {
  const { tokenOk, creditsLeft, creditsOf, concurrency, waiting, oldestWaitingMs } = desk;
  return (
    <dl className="pairs">
      <div>
        <dt>Token</dt>
        <dd>
          {tokenOk === null ? (
            'Not used yet'
          ) : (
            <Badge tone={tokenOk ? 'good' : 'bad'} icon={tokenOk ? 'check' : 'bad'}>
              {tokenOk ? 'Accepted' : 'Refused'}
            </Badge>
          )}
        </dd>
      </div>
      <div>
        <dt>Credits</dt>
        <dd>
          {creditsLeft === null || creditsOf === null ? 'Not known yet' : <Credits left={creditsLeft} of={creditsOf} />}
        </dd>
      </div>
      <div>
        <dt>Calls at once</dt>
        <dd>{concurrency ?? 'Not known'}</dd>
      </div>
      <div>
        <dt>Waiting steps</dt>
        <dd>{waiting === 0 ? 'None' : `${countText(waiting)}, the oldest for ${longText(oldestWaitingMs)}`}</dd>
      </div>
    </dl>
  );
}

function Credits({ left, of }: { left: number; of: number }) {
  return (
    <div className="credits">
      <meter min={0} max={of} low={of * 0.2} optimum={of} value={left} aria-label="Credits left today" />
      <span>
        {countText(left)} of {countText(of)} left
      </span>
    </div>
  );
}

function CheckResult({ check: { ok, simulated, org, department, problems } }: { check: DeskCheck }) {
  return (
    <div className={`banner ${ok ? 'good' : 'bad'} stacked`}>
      <p>
        <strong>{ok ? 'Desk answers, and all is set up.' : 'Desk is not as it should be.'}</strong>{' '}
        {simulated && 'This is the simulated Desk. '}
        {org && `Organisation ${org.name}`}
        {department && `, department ${department.name}.`}
      </p>
      {problems.length > 0 && (
        <ul>
          {problems.map(({ what, mend }) => (
            <li key={what}>
              {what} <strong>What to do:</strong> {mend}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
