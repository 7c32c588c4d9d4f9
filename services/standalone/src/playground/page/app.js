import { createCardList } from './card-list.js';
import { createChat } from './chat.js';
import { ticketCard } from './desk.js';
import { byId, post } from './dom.js';
import { mailCard } from './mails.js';

let chatKey = sessionStorage.getItem('chat') ?? newKey();
let source;

const showChat = createChat(() => chatKey);
const showTickets = createCardList(byId('tickets'), { name: 'tickets', idOf: ({ id }) => id, build: ticketCard });
const showMails = createCardList(byId('mails'), { name: 'mails', idOf: ({ seq }) => String(seq), build: mailCard });

/** Without a secure context (a phone that opens this machine's address) there is no `randomUUID`. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const fresh = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  sessionStorage.setItem('chat', fresh);
  return fresh;
}

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
    showTickets(state.tickets);
    showMails(state.mails);
    byId('operators').value = state.operators;
  };
}

/** Marks the tab of the panel that a small screen shows. */
function markTab() {
  const current = location.hash === '' ? '#chat-panel' : location.hash;
  for (const tab of document.querySelectorAll('.tabs a'))
    if (tab.getAttribute('href') === current) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
}

const visitor = byId('visitor');
visitor.addEventListener('submit', async (event) => {
  event.preventDefault();
  const trouble = byId('visitor-trouble');
  trouble.hidden = true;
  try {
    await post(`${chatKey}/open`, Object.fromEntries([...new FormData(visitor)].filter(([, value]) => value.trim())));
  } catch (error) {
    trouble.textContent = `The chat could not be opened: ${error.message}`;
    trouble.hidden = false;
  }
});
byId('restart').addEventListener('click', async () => {
  await post(`${chatKey}/leave`);
  chatKey = newKey();
  connect();
});
byId('operators').addEventListener('change', (event) => post('operators', { availability: event.target.value }));
addEventListener('hashchange', markTab);
markTab();
connect();
