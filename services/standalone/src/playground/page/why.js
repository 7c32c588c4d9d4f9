import { element } from './dom.js';

const answerMsMax = 10_000;
const nothing = 'Nothing she wrote led to this: it came by itself.';

/** "Why" below the bot's answers. What it shows is asked for when it is opened: reading leaves a trace in the audit trail. */
export function createWhys(key) {
  const isAnswer = (all, index) =>
    all[index].from === 'bot' &&
    all[index + 1]?.from !== 'bot' &&
    all.slice(0, index).some(({ from }) => from === 'visitor');

  /** Where an answer goes on in a further line, it moves there. */
  return (nodes, all) => {
    for (const [index, node] of nodes.entries()) {
      const shown = node.querySelector('.why');
      if (!isAnswer(all, index)) shown?.remove();
      else if (shown === null) node.append(disclosure(key(), index));
    }
  };
}

function disclosure(chat, index) {
  const content = element('div', { 'aria-live': 'polite' });
  const load = async ({ target }) => {
    if (!target.open) return;
    content.replaceChildren(...(await linesOf(chat, index)));
    content.scrollIntoView({ block: 'nearest' });
  };
  // What is said is read out as it comes; this is not.
  return element(
    'details',
    { class: 'why', 'aria-live': 'off', ontoggle: load },
    element('summary', {}, 'Why'),
    content,
  );
}

async function linesOf(chat, index) {
  try {
    const response = await fetch(`/playground/api/${chat}/why`, { signal: AbortSignal.timeout(answerMsMax) });
    if (!response.ok) throw new Error(String(response.status));
    const lines = (await response.json()).lines[index] ?? [];
    if (lines.length === 0) return [element('p', {}, nothing)];
    const parts = lines.flatMap(({ label, text }) => [element('dt', {}, label), element('dd', {}, text)]);
    return [element('dl', {}, ...parts)];
  } catch {
    return [element('p', {}, 'AceBuddy did not answer. Close this and open it again.')];
  }
}
