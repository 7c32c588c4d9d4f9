import { element, newKey, post } from './dom.js';

/**
 * What the customer said and the server has not shown yet. It stays in sight until it arrives: "sending…", or what went
 * wrong and a way to try again. A repeat has the same id, so nothing is said twice.
 */
export function createOutbox({ key, onChange }) {
  let entries = [];

  const change = (next) => {
    entries = next;
    onChange();
  };
  const remove = (entry) => change(entries.filter((other) => other !== entry));

  async function send(entry) {
    entry.trouble = null;
    entry.isUnderway = true;
    change(entries.includes(entry) ? entries : [...entries, entry]);
    try {
      await post(`${entry.key}/say`, { kind: entry.kind, text: entry.text, id: entry.id });
      entry.isUnderway = false;
      onChange();
    } catch (error) {
      entry.isUnderway = false;
      // Somebody clicked twice: the first click was taken.
      if (error.status === 409) return remove(entry);
      entry.trouble = error.message;
      onChange();
    }
  }

  return {
    say: (kind, text, looks = text) =>
      send({ id: newKey(), key: key(), kind, text, looks, trouble: null, isUnderway: false }),
    isBusy: () => entries.some(({ isUnderway }) => isUnderway),
    /** What the server heard is in the transcript. */
    arrived(heard) {
      const left = entries.filter(({ id, isUnderway }) => isUnderway || !heard.includes(id));
      if (left.length !== entries.length) entries = left;
    },
    lines: (heard) => entries.filter(({ id }) => !heard.includes(id)).map((entry) => line(entry)),
    clear: () => change([]),
  };

  function line(entry) {
    if (entry.trouble === null)
      return element('li', { class: 'visitor-line unsent' }, entry.looks, element('small', {}, ' sending…'));
    return element(
      'li',
      { class: 'visitor-line unsent', role: 'alert' },
      entry.looks,
      element('small', {}, `Not sent: ${entry.trouble}`),
      element('button', { type: 'button', onclick: () => void send(entry) }, 'Try again'),
      element('button', { type: 'button', onclick: () => remove(entry) }, 'Discard'),
    );
  }
}
