import { byId, element, withLinks } from './dom.js';
import { choice, inputCard } from './input-card.js';
import { createOutbox } from './outbox.js';
import { createWhys } from './why.js';

const [lines, offer, examples, composer, text, visitor] = [
  'lines',
  'offer',
  'examples',
  'composer',
  'text',
  'visitor',
].map(byId);
const typing = element(
  'li',
  { class: 'bot typing', 'aria-label': 'The bot is writing' },
  element('i'),
  element('i'),
  element('i'),
);
const exampleTexts = [
  'I forgot my password',
  'My printer shows offline',
  'The server is very slow today',
  'Please add a new user',
];
const speakers = { visitor: 'You: ', bot: 'Bot: ', info: '' };
const settleMs = 400;
const kinds = { visitor: 'visitor-line', bot: 'bot', operator: 'operator', info: 'info' };

/** The chat window. `key` tells the chat of this browser tab. */
export function createChat(key) {
  let shown = [];
  let nodes = [];
  let offered = '';
  let locked = false;
  let heard = [];
  let settled;
  let underway = [];

  const showUnsent = () => {
    for (const line of underway) line.remove();
    underway = outbox.lines(heard);
    typing.remove();
    lines.append(...underway);
    const busy = outbox.isBusy();
    if (busy) lines.append(typing);
    for (const control of document.querySelectorAll('#offer button, #offer input, #examples button'))
      control.disabled = busy;
    applyLock();
    toEnd();
  };
  const showWhys = createWhys(key);
  const outbox = createOutbox({ key, onChange: () => showUnsent() });

  /** One thing at a time, as in any chat: what is clicked while something is on its way is not meant. */
  const say = (kind, said, looks) => {
    if (!outbox.isBusy()) void outbox.say(kind, said, looks);
  };

  const applyLock = () => {
    text.disabled = locked;
    composer.querySelector('button').disabled = locked || outbox.isBusy();
  };

  const showLines = (all) => {
    const fresh = all.map((line) => JSON.stringify(line));
    const isContinued = shown.every((line, index) => line === fresh[index]);
    const from = isContinued ? shown.length : 0;
    if (!isContinued) lines.replaceChildren();
    shown = fresh;
    const added = all.slice(from).map(chatLine);
    lines.append(...added);
    nodes = [...nodes.slice(0, from), ...added];
    showWhys(nodes, all);
  };

  const showOffer = ({ suggestions = [], input }, status) => {
    offer.replaceChildren(
      ...(input
        ? inputCard(input, (value, looks) => say('card', value, looks))
        : suggestions.map((suggestion) => choice(suggestion, (value) => say('suggestion', value)))),
    );
    // Like SalesIQ: while choices or a card are shown, the text field is locked.
    locked = suggestions.length > 0 || input !== undefined || status !== 'open';
    text.placeholder =
      status !== 'open' ? 'This chat has ended.' : locked ? 'Please choose above' : 'Type your message…';
    applyLock();
    settle();
    const next = locked ? offer.querySelector('button, input') : text;
    if (isFree(document.activeElement)) next?.focus();
  };

  /** The second click of a double click must not answer the next question. */
  const settle = () => {
    offer.classList.add('settling');
    clearTimeout(settled);
    settled = setTimeout(() => offer.classList.remove('settling'), settleMs);
  };

  const toEnd = () => {
    lines.scrollTop = lines.scrollHeight;
  };

  // It scrolls, so a keyboard must get into it.
  lines.tabIndex = 0;
  for (const example of exampleTexts) examples.append(choice(example, (value) => say('text', value)));
  // A key that is held down is one answer.
  offer.addEventListener('keydown', (event) => {
    if (event.repeat && event.key === 'Enter') event.preventDefault();
  });
  composer.addEventListener('submit', (event) => {
    event.preventDefault();
    const said = text.value.trim();
    if (said === '' || outbox.isBusy()) return;
    text.value = '';
    say('text', said);
  });

  return (chat) => {
    const started = chat.lines.length > 0;
    visitor.hidden = started;
    composer.hidden = !started;
    byId('restart').hidden = !started;
    byId('attender').textContent = chat.attender
      ? `${chat.attender} has taken over`
      : chat.status === 'open'
        ? 'as your customer sees it'
        : 'ended';
    heard = chat.heard;
    outbox.arrived(heard);
    showLines(chat.lines);
    showUnsent();
    const nothingSaid = !chat.lines.some(({ from }) => from === 'visitor');
    examples.hidden = !started || !nothingSaid || Boolean(chat.offer.suggestions?.length);
    const state = JSON.stringify([chat.offer, chat.status, started, chat.lines.length]);
    if (started && state !== offered) showOffer(chat.offer, chat.status);
    if (!started) offer.replaceChildren();
    offered = state;
    toEnd();
  };
}

/** Nothing that somebody is using: the chat may take the focus. */
function isFree(active) {
  return (
    active === null ||
    active === document.body ||
    active === text ||
    visitor.contains(active) ||
    offer.contains(active) ||
    examples.contains(active) ||
    !active.isConnected
  );
}

function chatLine(line) {
  // Colour and side tell who speaks to those who see them.
  const who =
    line.from === 'operator'
      ? element('span', { class: 'who' }, line.author ?? 'Agent')
      : element('span', { class: 'sr' }, speakers[line.from]);
  return element('li', { class: kinds[line.from], 'data-from': line.from }, who, ...wordsOf(line.text));
}

/** Stars are read out as their number. */
function wordsOf(text) {
  if (!/^★+$/.test(text)) return withLinks(text);
  return [element('span', { role: 'img', 'aria-label': `${text.length} of 5 stars` }, text)];
}
