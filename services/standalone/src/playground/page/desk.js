import { byId, element, plain, post, time } from './dom.js';

const labels = {
  cf_workflow_type: 'Workflow',
  cf_automation_source: 'Created by',
  cf_salesiq_chat_id: 'Chat',
  cf_salesiq_visitor_id: 'Visitor',
  cf_reference: 'Reference',
  cf_verified: 'Identity',
};

/** Where an agent who has the chat answers in it, and ends it. */
export function createOperatorBox(key) {
  const [form, text, name, trouble] = ['operator', 'operator-text', 'operator-name', 'operator-trouble'].map(byId);
  /** One thing at a time; what goes wrong is said. */
  const attempt = async (call, failed) => {
    if (text.readOnly) return;
    trouble.hidden = true;
    text.readOnly = true;
    try {
      await call();
      text.value = '';
    } catch (error) {
      trouble.textContent = `${failed}: ${error.message}`;
      trouble.hidden = false;
    } finally {
      text.readOnly = false;
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const said = text.value.trim();
    if (said !== '') void attempt(() => post(`${key()}/operator`, { text: said }), 'Not sent');
  });
  byId('operator-end').addEventListener('click', () =>
    attempt(() => post(`${key()}/operator/end`), 'The chat was not ended'),
  );
  return ({ attender, status }) => {
    form.hidden = attender === null || status !== 'open';
    name.textContent = attender ?? '';
  };
}

/** A ticket as the desk has it, with what an agent can do there. */
export function ticketCard(ticket) {
  return [
    element(
      'summary',
      {},
      element(
        'span',
        { class: 'title' },
        element('span', { class: 'number' }, `#${ticket.ticketNumber}`),
        ` ${ticket.subject}`,
      ),
      element(
        'span',
        { class: 'meta' },
        ticket.priority ? element('span', { class: `chip ${ticket.priority}` }, ticket.priority) : null,
        element('span', { class: `chip ${ticket.status.replaceAll(' ', '-')}` }, ticket.status),
        element('time', {}, time(ticket.createdTime)),
      ),
    ),
    element(
      'div',
      { class: 'body' },
      element('pre', {}, plain(ticket.description)),
      element(
        'dl',
        {},
        ...facts(ticket).flatMap(([label, value]) => [element('dt', {}, label), element('dd', {}, value)]),
      ),
      element(
        'a',
        { class: 'alone', href: `/playground/tickets/${ticket.id}` },
        `Ticket ${ticket.ticketNumber} as a page`,
      ),
      ...ticket.comments.map(commentBlock),
      replyForm(ticket),
    ),
  ];
}

/** What is known of a ticket beside its words, by label. */
export function facts({ contact, email, cf }) {
  const name = [contact?.firstName, contact?.lastName].filter(Boolean).join(' ');
  const fields = Object.entries(cf ?? {}).filter(([, value]) => value);
  return [
    ['Contact', `${name} ${email ?? contact?.email ?? ''}`.trim()],
    ...fields.map(([key, value]) => [labels[key] ?? key.replace(/^cf_/, ''), value]),
  ];
}

export function commentBlock(comment) {
  const words = comment.contentType === 'html' ? plain(comment.content) : comment.content;
  const [first = ''] = words.split('\n');
  return element(
    'details',
    { class: 'comment', open: words.length < 400 },
    element(
      'summary',
      {},
      element('b', {}, words.length < 400 ? (comment.commenter?.name ?? 'AceBuddy') : first),
      ` · ${comment.isPublic ? 'public' : 'internal'} · ${time(comment.commentedTime)}`,
    ),
    element('pre', {}, words),
  );
}

export function replyForm(ticket) {
  const trouble = element('p', { class: 'trouble', role: 'alert', hidden: true });
  const attempt = async (call) => {
    trouble.hidden = true;
    try {
      await call();
    } catch (error) {
      trouble.textContent = `That did not work: ${error.message}`;
      trouble.hidden = false;
    }
  };
  const field = element('input', {
    placeholder: 'Answer as an agent…',
    'aria-label': `Answer on ticket ${ticket.ticketNumber}`,
    required: true,
    maxlength: 5000,
  });
  const status = element(
    'select',
    {
      'aria-label': `Status of ticket ${ticket.ticketNumber}`,
      onchange: () => attempt(() => post(`tickets/${ticket.id}/status`, { status: status.value })),
    },
    ...['Open', 'On Hold', 'Escalated', 'Closed'].map((value) =>
      element('option', { value, selected: value === ticket.status }, value),
    ),
  );
  const send = (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '' || field.readOnly) return;
    field.readOnly = true;
    void attempt(async () => {
      await post(`tickets/${ticket.id}/reply`, { text });
      field.value = '';
    }).finally(() => {
      field.readOnly = false;
    });
  };
  return element(
    'form',
    { class: 'reply', onsubmit: send },
    field,
    element('button', { class: 'quiet' }, 'Answer'),
    status,
    trouble,
  );
}
