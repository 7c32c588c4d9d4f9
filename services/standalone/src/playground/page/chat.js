import { byId, element, post, withLinks } from './dom.js';
import { choice, inputCard } from './input-card.js';

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
const kinds = { visitor: 'visitor-line', bot: 'bot', operator: 'operator', info: 'info' };

/** The chat window. `key` tells the chat of this browser tab. */
export function createChat(key) {
  let shown = [];
  let offered = '';
  let locked = false;
  let busy = false;

  const say = async (kind, said) => {
    setBusy(true);
    try {
      await post(`${key()}/say`, { kind, text: said });
    } catch (error) {
      lines.append(element('li', { class: 'info', role: 'alert' }, `Not sent: ${error.message}`));
      if (kind === 'text' && text.value === '') text.value = said;
    } finally {
      setBusy(false);
    }
  };

  const setBusy = (value) => {
    busy = value;
    for (const control of document.querySelectorAll('#offer button, #offer input, #examples button'))
      control.disabled = busy;
    applyLock();
    typing.remove();
    if (busy) lines.append(typing);
    toEnd();
  };

  const applyLock = () => {
    text.disabled = locked;
    composer.querySelector('button').disabled = locked || busy;
  };

  const showLines = (all) => {
    const fresh = all.map((line) => JSON.stringify(line));
    const isContinued = shown.every((line, index) => line === fresh[index]);
    const from = isContinued ? shown.length : 0;
    if (!isContinued) lines.replaceChildren();
    shown = fresh;
    for (const line of all.slice(from)) lines.append(chatLine(line));
    if (busy && from < fresh.length) lines.append(typing);
  };

  const showOffer = ({ suggestions = [], input }, status) => {
    offer.replaceChildren(
      ...(input
        ? inputCard(input, (value) => say('card', value))
        : suggestions.map((suggestion) => choice(suggestion, (value) => say('suggestion', value)))),
    );
    // Like SalesIQ: while choices or a card are shown, the text field is locked.
    locked = suggestions.length > 0 || input !== undefined || status !== 'open';
    text.placeholder =
      status !== 'open' ? 'This chat has ended.' : locked ? 'Please choose above' : 'Type your message…';
    applyLock();
    const next = locked ? offer.querySelector('button, input') : text;
    if (isFree(document.activeElement)) next?.focus();
  };

  const toEnd = () => {
    lines.scrollTop = lines.scrollHeight;
  };

  for (const example of exampleTexts) examples.append(choice(example, (value) => say('text', value)));
  composer.addEventListener('submit', (event) => {
    event.preventDefault();
    const said = text.value.trim();
    if (said === '' || busy) return;
    text.value = '';
    void say('text', said);
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
    showLines(chat.lines);
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
  const who = line.from === 'operator' ? element('span', { class: 'who' }, line.author ?? 'Agent') : null;
  return element('li', { class: kinds[line.from], 'data-from': line.from }, who, ...withLinks(line.text));
}
