import { Link } from '@tanstack/react-router';
import type { AboutChat as About } from '../api/types.ts';
import { useMe } from '../state/zone.ts';
import { toSegment } from '../text/chat-address.ts';
import { readable } from '../text/words.ts';
import { TicketLink } from './ticket-link.tsx';

interface AboutChatProps {
  readonly conversationId: string | null;
  /** Null: conversation does not answer, or the chat is gone. */
  readonly about: About | null;
  /** For readers of the page who only hear its links. */
  readonly of: string;
}

/** Whose request a line is about and what it is: leads to the chat, and to the ticket. */
export function AboutChat({ conversationId, about, of }: AboutChatProps) {
  const { workflows } = useMe();
  if (conversationId === null) return <span className="soft">of no chat: asked for over the API</span>;
  const workflow = about?.workflow ?? null;
  const topic = workflow === null ? null : (workflows.find(({ id }) => id === workflow)?.name ?? readable(workflow));
  return (
    <span className="about">
      <Link to="/conversations/$id" params={{ id: toSegment(conversationId) }} preload={false}>
        {about === null ? 'Conversation' : (about.visitorName ?? 'Unnamed visitor')}
        <span className="sr">: conversation of {of}</span>
      </Link>
      {topic !== null && <span>{topic}</span>}
      {about?.ticketNumber ? (
        <TicketLink id={about.ticketId} number={about.ticketNumber} url={about.ticketUrl} />
      ) : (
        about?.reference && <code>{about.reference}</code>
      )}
    </span>
  );
}
