import type { MailRow } from '../../api/types.ts';
import { wordOf } from '../../text/words.ts';
import { Badge } from '../../ui/badge.tsx';

const tones = { sent: ['good', 'check'], pending: ['plain', 'wait'], dead: ['bad', 'bad'] } as const;

export function MailBadge({ status }: { status: MailRow['status'] }) {
  const [tone, icon] = tones[status] ?? tones.pending;
  return (
    <Badge tone={tone} icon={icon}>
      {wordOf('mails', status)}
    </Badge>
  );
}
