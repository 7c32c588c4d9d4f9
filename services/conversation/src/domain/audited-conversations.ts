import type { Audit } from '@acebuddy/audit';
import type { Conversations } from './conversations.ts';

/** The same conversations; the end of each one goes to the audit trail, whoever ended it. */
export function auditedConversations(conversations: Conversations, audit: Pick<Audit, 'record'>): Conversations {
  return {
    ...conversations,
    async commit(before, after) {
      const stored = await conversations.commit(before, after);
      if (stored !== null && stored.state === 'closed' && before.state !== 'closed') {
        const { id, version, workflow, runs } = stored;
        await audit.record({
          kind: 'session_closed',
          subject: id,
          key: `closed:${id}:${version}`,
          details: { workflow, tickets: runs.length },
        });
      }
      return stored;
    },
  };
}
