import { createCardList } from './card-list.js';
import { createChat } from './chat.js';
import { createOperatorBox, ticketCard } from './desk.js';
import { byId, newKey, post } from './dom.js';
import { createFinder } from './find.js';
import { createMailFinder } from './find-mails.js';
import { mailCard } from './mails.js';
import { createVisitorForm } from './visitor.js';

const ticketsAtATime = 25;
const reconnectMs = 2_000;

let chatKey = sessionStorage.getItem('chat') ?? freshKey();
let source;
let tickets = ticketsAtATime;
let wanted = '';
let isShown = false;

const key = () => chatKey;
const finder = createFinder(() => connect());
const mailFinder = createMailFinder(() => connect());
const showChat = createChat(key);
const showOperator = createOperatorBox(key);
const visitorForm = createVisitorForm(key);
const showTickets = createCardList(byId('tickets'), { name: 'tickets', idOf: ({ id }) => id, build: ticketCard });
const showMails = createCardList(byId('mails'), { name: 'mails', idOf: ({ seq }) => String(seq), build: mailCard });

function freshKey() {
  const fresh = newKey();
  sessionStorage.setItem('chat', fresh);
  return fresh;
}

function connect() {
  source?.close();
  const view = new URLSearchParams({ tickets, find: finder.find(), ...mailFinder.view() });
  const opened = new EventSource(`/playground/api/${chatKey}/events?${view}`);
  source = opened;
  opened.onopen = () => {
    byId('offline').hidden = true;
  };
  opened.onerror = () => {
    byId('offline').hidden = false;
    // An answer that is no stream ends it for good.
    if (opened.readyState === EventSource.CLOSED)
      setTimeout(() => {
        if (source === opened) connect();
      }, reconnectMs);
  };
  opened.onmessage = ({ data }) => show(JSON.parse(data));
}

function show(state) {
  const areCaught = state.mails !== null;
  visitorForm.show(state.people, areCaught);
  byId('docs').href = `${state.gateway}/docs`;
  byId('console').href = `${state.gateway}/console`;
  showChat(state.chat);
  showOperator(state.chat);
  showTickets(state.tickets, state.portal.ticketCount);
  finder.show(state);
  showMails(state.mails ?? [], state.mailsInAll);
  mailFinder.show(state);
  byId('operators').value = state.agents.position;
  byId('operators-note').hidden = state.agents.movesHours;
  byId('notice').textContent = areCaught
    ? 'Chats, tickets and mails stay on this machine.'
    : 'Chats and tickets stay on this machine; mails are sent for real, through SMTP_URL.';
  byId('mails-are').textContent = areCaught ? 'caught here, not sent' : 'sent for real, not shown';
  if (!areCaught)
    byId('no-mails').textContent =
      'SMTP_URL is set: mails go to the addresses they are written to. Without it they are caught and shown here.';
  byId('more').hidden = state.tickets.length >= state.ticketsInAll;
  byId('more-text').textContent = `${state.tickets.length} of ${state.ticketsInAll}`;
  isShown = true;
  openWanted();
}

/** Marks the tab of the panel that a small screen shows; `#ticket-…` of a mail's link leads to the ticket. */
function follow() {
  const [, ticket] = /^#ticket-(\d+)$/.exec(location.hash) ?? [];
  if (ticket !== undefined) {
    wanted = ticket;
    history.replaceState(null, '', '#desk-panel');
    // `:target` follows a navigation only.
    location.replace('#desk-panel');
    if (isShown) openWanted();
  }
  const current = location.hash === '' ? '#chat-panel' : location.hash;
  for (const tab of document.querySelectorAll('.tabs a'))
    if (tab.getAttribute('href') === current) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
}

function openWanted() {
  if (wanted === '') return;
  const card = byId(`tickets-${wanted}`);
  if (card !== null) {
    card.open = true;
    card.scrollIntoView({ block: 'start' });
    card.querySelector('summary').focus();
    wanted = '';
  } else if (!finder.link(wanted)) wanted = '';
}

byId('restart').addEventListener('click', async () => {
  const left = chatKey;
  chatKey = freshKey();
  connect();
  byId('visitor').hidden = false;
  visitorForm.focus();
  // The chat that is left ends at some time in any case.
  await post(`${left}/leave`).catch(() => undefined);
});
byId('operators').addEventListener('change', async ({ target }) => {
  await post('operators', { position: target.value }).catch(() => undefined);
});
byId('more-button').addEventListener('click', () => {
  tickets += ticketsAtATime;
  connect();
});
addEventListener('hashchange', follow);
connect();
follow();
