const byId = (id) => document.getElementById(id);
const lines = byId('lines');
const offer = byId('offer');
const composer = byId('composer');
const text = byId('text');
const visitor = byId('visitor');

let chatKey = sessionStorage.getItem('chat') ?? newKey();
let source;
let shown = { lines: '', offer: '', tickets: '', mails: '' };

function newKey() {
  const fresh = crypto.randomUUID();
  sessionStorage.setItem('chat', fresh);
  return fresh;
}

async function post(path, body) {
  const response = await fetch(`/playground/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
  if (!response.ok) throw new Error((await response.json()).error ?? response.statusText);
}

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

async function say(kind, said) {
  setBusy(true);
  try {
    await post(`${chatKey}/say`, { kind, text: said });
  } catch (error) {
    lines.append(element('li', { class: 'info' }, `Not sent: ${error.message}`));
  } finally {
    setBusy(false);
  }
}

function setBusy(busy) {
  for (const control of document.querySelectorAll('#offer button, #offer input, #composer button'))
    control.disabled = busy;
  lines.setAttribute('aria-busy', String(busy));
}

function showChat(chat) {
  const started = chat.lines.length > 0;
  visitor.hidden = started;
  const state = JSON.stringify(chat.lines);
  if (state !== shown.lines) {
    shown.lines = state;
    lines.replaceChildren(...chat.lines.map(chatLine));
    lines.scrollTop = lines.scrollHeight;
  }
  const offered = JSON.stringify([chat.offer, chat.status, started]);
  if (offered === shown.offer) return;
  shown.offer = offered;
  const { suggestions, input } = chat.offer;
  offer.replaceChildren(...(input ? [card(input)] : (suggestions ?? []).map(choice)));
  // Like SalesIQ: while choices or a card are shown, the text field is locked.
  const locked = Boolean(suggestions?.length || input) || chat.status !== 'open';
  composer.hidden = !started;
  text.disabled = locked;
  composer.querySelector('button').disabled = locked;
  text.placeholder =
    chat.status !== 'open' ? 'This chat has ended.' : locked ? 'Please choose above' : 'Type your message…';
  const next = locked ? offer.querySelector('button, input') : text;
  if (started && isFree(document.activeElement)) next?.focus();
}

/** Nothing that somebody is using: the chat may take the focus. */
function isFree(active) {
  return (
    active === null || active === document.body || active === text || visitor.contains(active) || !active.isConnected
  );
}

function chatLine(line) {
  const kind = { visitor: 'visitor-line', bot: 'bot', operator: 'operator', info: 'info' }[line.from];
  const who = line.from === 'operator' ? element('span', { class: 'who' }, line.author ?? 'Agent') : null;
  return element('li', { class: kind, 'data-from': line.from }, who, line.text);
}

function choice(suggestion) {
  return element(
    'button',
    { type: 'button', class: 'choice', onclick: () => say('suggestion', suggestion) },
    suggestion,
  );
}

function card(input) {
  if (input.options)
    return element(
      'div',
      { class: 'offer' },
      ...input.options.map((option) =>
        element('button', { type: 'button', class: 'choice', onclick: () => say('card', option) }, option),
      ),
    );
  if (input.type === 'star-rating')
    return element(
      'div',
      { class: 'offer', role: 'group', 'aria-label': 'Rating' },
      ...[1, 2, 3, 4, 5].map((stars) =>
        element(
          'button',
          {
            type: 'button',
            class: 'choice',
            'aria-label': `${stars} of 5 stars`,
            onclick: () => say('card', String(stars)),
          },
          '★'.repeat(stars),
        ),
      ),
    );
  const types = { email: 'email', tel: 'tel', calendar: input.time ? 'datetime-local' : 'date' };
  const field = element('input', {
    type: types[input.type] ?? 'text',
    placeholder: input.placeholder,
    value: input.value,
    required: true,
    'aria-label': input.placeholder ?? 'Your answer',
  });
  return element(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        void say('card', field.value);
      },
    },
    field,
    element('button', {}, 'Send'),
  );
}

function showList(name, target, items, build, counter) {
  const state = JSON.stringify(items);
  byId(counter).textContent = items.length;
  if (state === shown[name] || items.length === 0) return;
  shown[name] = state;
  const open = new Set([...target.querySelectorAll('details[open]')].map((node) => node.dataset.id));
  const first = target.querySelector('details') === null;
  target.replaceChildren(...items.map((item, index) => build(item, open, first && index === 0)));
}

function ticketCard(ticket, open, isFirst) {
  const fields = Object.entries(ticket.cf ?? {}).filter(([, value]) => value);
  const facts = [
    ['Contact', `${ticket.contact?.lastName ?? ''} ${ticket.email ?? ticket.contact?.email ?? ''}`],
    ...fields,
  ];
  return element(
    'details',
    { class: 'card ticket', 'data-id': ticket.id, open: open.has(ticket.id) || isFirst },
    element(
      'summary',
      {},
      element('span', { class: 'title' }, `#${ticket.ticketNumber} ${ticket.subject}`),
      element(
        'span',
        { class: 'meta' },
        element('span', { class: `chip ${ticket.priority}` }, ticket.priority ?? ''),
        element('span', { class: `chip ${ticket.status}` }, ticket.status),
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
        ...facts.flatMap(([label, value]) => [element('dt', {}, label.replace(/^cf_/, '')), element('dd', {}, value)]),
      ),
      ...ticket.comments.map((comment) =>
        element(
          'div',
          { class: 'comment' },
          element(
            'h4',
            {},
            `${comment.commenter?.name ?? 'AceBuddy'} · ${comment.isPublic ? 'public' : 'internal'} · ${time(comment.commentedTime)}`,
          ),
          element('pre', {}, comment.contentType === 'html' ? plain(comment.content) : comment.content),
        ),
      ),
      replyForm(ticket),
    ),
  );
}

function replyForm(ticket) {
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
      onchange: () => post(`tickets/${ticket.id}/status`, { status: status.value }),
    },
    ...['Open', 'On Hold', 'Escalated', 'Closed'].map((value) =>
      element('option', { value, selected: value === ticket.status }, value),
    ),
  );
  return element(
    'form',
    {
      class: 'reply',
      onsubmit: (event) => {
        event.preventDefault();
        void post(`tickets/${ticket.id}/reply`, { text: field.value }).then(() => {
          field.value = '';
        });
      },
    },
    field,
    element('button', { class: 'quiet' }, 'Answer'),
    status,
  );
}

function mailCard(mail, open, isFirst) {
  return element(
    'details',
    { class: 'card mail', 'data-id': String(mail.seq), open: open.has(String(mail.seq)) || isFirst },
    element(
      'summary',
      {},
      element('span', { class: 'title' }, mail.subject),
      element('span', { class: 'meta' }, `to ${mail.to.join(', ')}`, element('time', {}, time(mail.at))),
    ),
    element('div', { class: 'body' }, element('pre', {}, ...links(mail.text))),
  );
}

function links(body) {
  return body
    .split(/(https?:\/\/[^\s]+)/)
    .map((part) =>
      part.startsWith('http') ? element('a', { href: part, target: '_blank', rel: 'noreferrer' }, part) : part,
    );
}

function plain(html) {
  const parsed = new DOMParser().parseFromString(
    (html ?? '').replaceAll(/<br\s*\/?>/g, '\n').replaceAll(/<\/(p|div|li)>/g, '\n'),
    'text/html',
  );
  return parsed.body.textContent.trim();
}

const time = (value) => (value ? new Date(value).toLocaleTimeString() : '');

function connect() {
  source?.close();
  source = new EventSource(`/playground/api/${chatKey}/events`);
  source.onopen = () => {
    byId('offline').hidden = true;
  };
  source.onerror = () => {
    byId('offline').hidden = false;
  };
  source.onmessage = ({ data }) => {
    const state = JSON.parse(data);
    showChat(state.chat);
    showList('tickets', byId('tickets'), state.tickets, ticketCard, 'ticket-count');
    showList('mails', byId('mails'), state.mails, mailCard, 'mail-count');
    byId('operators').value = state.operators;
  };
}

visitor.addEventListener('submit', async (event) => {
  event.preventDefault();
  const values = Object.fromEntries([...new FormData(visitor)].filter(([, value]) => value.trim() !== ''));
  await post(`${chatKey}/open`, values);
  connect();
});
composer.addEventListener('submit', (event) => {
  event.preventDefault();
  const said = text.value.trim();
  if (said === '') return;
  text.value = '';
  void say('text', said);
});
byId('restart').addEventListener('click', async () => {
  await post(`${chatKey}/leave`);
  chatKey = newKey();
  shown = { ...shown, lines: '', offer: '' };
  lines.replaceChildren();
  offer.replaceChildren();
  composer.hidden = true;
  visitor.hidden = false;
  connect();
});
byId('operators').addEventListener('change', (event) => post('operators', { availability: event.target.value }));
connect();
