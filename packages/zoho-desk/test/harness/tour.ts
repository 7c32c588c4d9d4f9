import type { Desk, NewTicket } from '../../src/index.ts';
import type { DeskSimulator } from '../../src/simulator/index.ts';
import { unwrap } from './results.ts';

const ticket: NewTicket = {
  subject: 'Cannot log in',
  description: { text: 'It says no.\n\nReference: AB-7K2M9QXD' },
  contact: { name: 'Carol Baker', email: 'carol@zylker.example' },
  email: 'carol@zylker.example',
  phone: '+1 555 010 0199',
  priority: 'High',
  status: 'Open',
  channel: 'Chat',
  language: 'English',
  category: 'general',
  classification: 'Problem',
  assigneeId: '1892000000056007',
  dueDate: '2026-12-01T09:00:00.000Z',
  cf: { cf_reference: 'AB-7K2M9QXD' },
};

/** Every operation of the client once, as it is meant to be used. */
export async function tour(desk: Desk, simulator: DeskSimulator): Promise<void> {
  const since = new Date(Date.now() - 60_000).toISOString();
  const { id } = unwrap(await desk.createTicket(ticket));
  unwrap(
    await desk.createTicket({ ...ticket, contact: { lastName: 'Baker', firstName: 'Carol', email: 'c@b.example' } }),
  );
  unwrap(await desk.createComment(id, { content: 'Transcript', isPublic: true }));
  simulator.agentComments(id, 'We look into it', true);
  unwrap(await desk.listComments(id, null));
  unwrap(await desk.listAgentReplies(id, since));
  unwrap(await desk.associateTags(id, ['chatbot']));
  unwrap(await desk.listTags(id));
  unwrap(await desk.updateTicket(id, { status: 'On Hold', priority: 'Low', cf: { cf_verified: 'true' } }));
  unwrap(await desk.getTicket(id));
  unwrap(await desk.findByNumber('101'));
  unwrap(await desk.searchReference('AB-7K2M9QXD'));
  unwrap(await desk.listCreatedIn({ since, until: since }));
  unwrap(await desk.listOfContact('carol@zylker.example', { since, until: since }));
  unwrap(await desk.listRecentlyModified(since));
  unwrap(await desk.createCall(id, { subject: 'Call back', startsAt: '2026-12-01T09:00:00.000Z', phone: '+1 555' }));
  unwrap(await desk.listCalls(id));
  const bytes = new TextEncoder().encode('a picture');
  unwrap(await desk.uploadAttachment(id, { name: 'shot.png', contentType: 'image/png', bytes }));
  unwrap(await desk.listAttachments(id));
  unwrap(await desk.findContactByEmail('carol@zylker.example'));
  await desk.checkSetup({ customFields: ['cf_reference'] });
}
