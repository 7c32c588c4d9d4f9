import { byId } from './dom.js';

const findAfterMs = 250;

/** The search above the tickets. `onChange` is called when something else is to be shown. */
export function createFinder(onChange) {
  const [field, note, words, showAll] = ['find', 'found', 'found-text', 'show-all'].map(byId);
  /** The ticket that a link named, by the id that stands in links; people see its number. */
  let linked = '';
  let waiting;

  const change = () => {
    clearTimeout(waiting);
    onChange();
  };
  field.addEventListener('input', () => {
    linked = '';
    clearTimeout(waiting);
    waiting = setTimeout(onChange, findAfterMs);
  });
  showAll.addEventListener('click', () => {
    field.value = '';
    linked = '';
    field.focus();
    change();
  });

  return {
    find: () => linked || field.value.trim(),
    /** Looks for the ticket with this id; false when that is done already. */
    link(id) {
      if (linked === id) return false;
      field.value = '';
      linked = id;
      change();
      return true;
    },
    /** Says what is shown of what there is, as long as something is left out. */
    show({ tickets, ticketsInAll, portal }) {
      const [ticket] = linked === '' ? [] : tickets.filter(({ id }) => id === linked);
      if (ticket !== undefined) {
        field.value = `#${ticket.ticketNumber}`;
        linked = '';
        // From here on it is a search as any other.
        change();
      }
      const isOn = linked !== '' || field.value.trim() !== '';
      byId('search').hidden = portal.ticketCount === 0 && !isOn;
      note.hidden = !isOn;
      const text = isOn ? sentence(ticketsInAll, portal.ticketCount) : '';
      // A sentence that is written again is read out again.
      if (words.textContent !== text) words.textContent = text;
    },
  };

  function sentence(found, all) {
    if (linked !== '') return 'The ticket that the link names is not here.';
    if (found > 0) return `Showing ${found} of ${all} ${all === 1 ? 'ticket' : 'tickets'}.`;
    return `No ticket has “${field.value.trim()}”.`;
  }
}
