import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import type { System } from '../../api/types.ts';
import { readable } from '../../text/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Skeleton, TroubleBox } from '../../ui/states.tsx';
import { AuditCheck } from './audit-check.tsx';
import { DeskCard } from './desk-card.tsx';
import './system.css';

/** Whether everything that the product leans on is there, and how it is set up. */
export function SystemPage() {
  const system = useQuery({ ...queries.system(), refetchInterval: 30_000 });
  return (
    <div className="page">
      <PageTitle title="System" />
      {system.isPending && <Skeleton lines={12} label="Loading the system" />}
      {system.isError && <TroubleBox error={system.error} onRetry={() => void system.refetch()} />}
      {system.data && (
        <div className="system-grid">
          <Checks checks={system.data.checks} />
          <DeskCard desk={system.data.desk} />
          <AuditCheck />
          <Versions versions={system.data.versions} />
          <Settings settings={system.data.settings} />
        </div>
      )}
    </div>
  );
}

function Checks({ checks }: Pick<System, 'checks'>) {
  const bad = checks.filter(({ ok }) => !ok).length;
  return (
    <section className="card" aria-labelledby="checks-title">
      <div className="card-head">
        <h2 id="checks-title">Checks</h2>
        <Badge tone={bad === 0 ? 'good' : 'bad'} icon={bad === 0 ? 'check' : 'bad'}>
          {bad === 0 ? 'All well' : `${bad} failing`}
        </Badge>
      </div>
      <ul className="plain-list" aria-label="Checks">
        {checks.map((check) => (
          <li key={check.name}>
            <CheckBadge check={check} /> {readable(check.name)}
            {(check.error ?? check.warning) && <span className="sub">{check.error ?? check.warning}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function CheckBadge({ check: { ok, warning } }: { readonly check: System['checks'][number] }) {
  if (!ok)
    return (
      <Badge tone="bad" icon="bad">
        Fails
      </Badge>
    );
  return warning === null ? (
    <Badge tone="good" icon="check">
      Answers
    </Badge>
  ) : (
    <Badge tone="warn" icon="warn">
      Look at it
    </Badge>
  );
}

function Versions({ versions }: Pick<System, 'versions'>) {
  return (
    <section className="card" aria-labelledby="versions-title">
      <h2 id="versions-title">Versions</h2>
      <dl className="pairs">
        {Object.entries(versions).map(([name, version]) => (
          <div key={name}>
            <dt>{readable(name)}</dt>
            <dd>{version}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Settings({ settings }: Pick<System, 'settings'>) {
  const isSet = ({ value }: System['settings'][number]) => value !== null;
  const unset = settings.filter((setting) => !isSet(setting));
  return (
    <section className="card settings" aria-labelledby="settings-title">
      <h2 id="settings-title">Settings that are effective</h2>
      <dl className="pairs mono">
        {settings.filter(isSet).map(({ name, value, secret }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{secret ? 'set, a secret' : value}</dd>
          </div>
        ))}
      </dl>
      {unset.length > 0 && (
        <details>
          <summary>{unset.length} that are not set</summary>
          <ul className="plain-list mono">
            {unset.map(({ name }) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
