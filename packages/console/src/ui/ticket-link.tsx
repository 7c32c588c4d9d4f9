import { useMe } from '../state/zone.ts';
import { Icon } from './icon.tsx';

interface TicketLinkProps {
  readonly id: string | null;
  readonly number: string;
  readonly url: string | null;
}

/** A ticket, and the way to it in Desk where that is known. */
export function TicketLink({ id, number, url }: TicketLinkProps) {
  const { simulated, playground } = useMe();
  // The address that the simulation gave may be of another start.
  const href = simulated && playground && id !== null ? `/playground/tickets/${id}` : url;
  if (href === null) return <>Ticket #{number}</>;
  return (
    <a href={href} target="_blank" rel="noreferrer" className="ticket-link">
      Ticket #{number} <Icon name="external" />
      <span className="sr"> ({simulated ? 'opens the simulated Desk' : 'opens Zoho Desk'})</span>
    </a>
  );
}
