import { commentBlock, facts, replyForm } from './desk.js';
import { byId, element, newKey, plain } from './dom.js';

const id = location.pathname.split('/').at(-1);
const reconnectMs = 2_000;
const moment = (value) => new Date(value).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
/** Built once: an answer that is half written stays where it is. */
let form;
let shown = '';

function connect() {
  const view = new URLSearchParams({ find: id });
  const source = new EventSource(`/playground/api/${newKey()}/events?${view}`);
  source.onopen = () => {
    byId('offline').hidden = true;
  };
  source.onerror = () => {
    byId('offline').hidden = false;
    // An answer that is no stream ends it for good.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, reconnectMs);
  };
  source.onmessage = ({ data }) => show(JSON.parse(data));
}

function show({ tickets, gateway }) {
  const ticket = tickets.find((each) => each.id === id);
  byId('missing').hidden = ticket !== undefined;
  byId('ticket').hidden = ticket === undefined;
  const state = JSON.stringify(ticket ?? null);
  if (ticket === undefined || state === shown) return;
  shown = state;
  const title = `#${ticket.ticketNumber} ${ticket.subject}`;
  document.title = `${title} · AceBuddy playground`;
  byId('title').textContent = title;
  byId('meta').replaceChildren(
    ...[ticket.status, ticket.priority]
      .filter(Boolean)
      .map((word) => element('span', { class: `chip ${word.replaceAll(' ', '-')}` }, word)),
  );
  byId('description').textContent = plain(ticket.description);
  byId('fields').replaceChildren(
    ...facts(ticket).flatMap(([label, value]) => [element('dt', {}, label), element('dd', {}, value)]),
  );
  const chat = ticket.cf?.cf_salesiq_chat_id;
  byId('chat').hidden = !chat;
  if (chat) byId('chat').href = `${gateway}/console/conversations/${encodeURIComponent(chat)}`;
  byId('events').replaceChildren(...eventsOf(ticket).map((entry) => element('li', {}, entry)));
  showForm(ticket);
}

/** What the simulated Desk remembers of it, the oldest first. */
function eventsOf({ createdTime, closedTime, comments }) {
  const told = [
    [createdTime, element('p', {}, `Created · ${moment(createdTime)}`)],
    ...comments.map((comment) => [comment.commentedTime, commentBlock(comment)]),
    ...(closedTime ? [[closedTime, element('p', {}, `Closed · ${moment(closedTime)}`)]] : []),
  ];
  return told.sort(([left], [right]) => Date.parse(left) - Date.parse(right)).map(([, node]) => node);
}

function showForm(ticket) {
  if (form === undefined) {
    form = replyForm(ticket);
    byId('act').append(form);
  }
  form.querySelector('select').value = ticket.status;
}

connect();
