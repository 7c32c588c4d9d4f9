import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useMe } from '../../state/zone.ts';
import { countText } from '../../text/figures.ts';
import { verifyWhole } from '../../text/verify-whole.ts';
import { wordOf } from '../../text/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TroubleBox } from '../../ui/states.tsx';

/** Whether the trails are as they were written. */
export function AuditCheck() {
  const { role } = useMe();
  const [read, setRead] = useState(0);
  const check = useMutation({
    mutationFn: () =>
      verifyWhole((from) => api.system.verifyAudit.mutate(from === null ? undefined : { from }), setRead),
    onMutate: () => setRead(0),
  });
  return (
    <section className="card" aria-labelledby="audit-title">
      <div className="card-head">
        <h2 id="audit-title">Audit trails</h2>
        {role === 'admin' && (
          <Button icon="audit" isBusy={check.isPending} onClick={() => check.mutate()}>
            Verify audit trails
          </Button>
        )}
      </div>
      <p className="soft">
        {role === 'admin'
          ? 'Reads every trail and checks that no entry was altered or is missing.'
          : 'Verifying needs the role admin.'}
      </p>
      <div role="status" aria-label="Result of the verification">
        {check.isPending && <p>{countText(read)} entries read so far …</p>}
        {check.data && (
          <ul className="plain-list">
            {check.data.map(({ chain, entries, damaged, unavailable }) => (
              <li key={chain}>
                <Badge
                  tone={unavailable ? 'warn' : damaged.length === 0 ? 'good' : 'bad'}
                  icon={unavailable ? 'warn' : damaged.length === 0 ? 'check' : 'bad'}
                >
                  {unavailable ? 'No answer' : damaged.length === 0 ? 'Intact' : `${damaged.length} damaged`}
                </Badge>{' '}
                {wordOf('services', chain)}
                {!unavailable && <span className="soft"> {countText(entries)} entries</span>}
                {damaged.slice(0, 20).map(({ seq, problem }) => (
                  <span key={seq} className="sub">
                    entry {seq}: {problem}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        )}
      </div>
      {check.isError && <TroubleBox error={check.error} onRetry={() => check.mutate()} />}
    </section>
  );
}
