import { byId } from './dom.js';

const findAfterMs = 250;
const mailsAtATime = 25;

/** The search above the mails, and more of them below. `onChange` is called when something else is to be shown. */
export function createMailFinder(onChange) {
  const [search, field, note, more, moreText] = [
    'mail-search',
    'find-mails',
    'found-mails',
    'more-mails',
    'more-mails-text',
  ].map(byId);
  let mails = mailsAtATime;
  let waiting;
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(onChange, findAfterMs);
  });
  byId('more-mails-button').addEventListener('click', () => {
    mails += mailsAtATime;
    onChange();
  });
  return {
    view: () => ({ mails, findMails: field.value.trim() }),
    show({ mails: shown, mailsFound, mailsInAll }) {
      const find = field.value.trim();
      search.hidden = mailsInAll === 0 && find === '';
      note.hidden = find === '';
      const text = mailsFound > 0 ? `Showing ${shown.length} of ${mailsFound} found.` : `No mail has “${find}”.`;
      // A sentence that is written again is read out again.
      if (note.textContent !== text) note.textContent = text;
      more.hidden = shown === null || shown.length >= mailsFound;
      moreText.textContent = `${shown?.length ?? 0} of ${mailsFound}`;
    },
  };
}
