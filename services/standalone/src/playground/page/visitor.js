import { byId, element, post } from './dom.js';

const [form, person, differs, trouble] = ['visitor', 'person', 'differs', 'visitor-trouble'].map(byId);
const other = { label: 'Somebody else: my own name and address', name: '', email: '', differs: '' };

/** The form that asks who is chatting. `key` tells the chat of this browser tab. */
export function createVisitorForm(key) {
  let people = [];
  let shown = '';
  let areCaught = true;

  const choose = () => {
    const { name, email, differs: hint } = people[person.selectedIndex] ?? other;
    form.elements.name.value = name;
    form.elements.email.value = email;
    const mails = areCaught ? 'Mails are caught on this page.' : 'Mails are sent for real.';
    differs.textContent = `${hint || 'If nobody knows this address, a code proves the mailbox only.'} ${mails}`;
    if (name === '') form.elements.name.focus();
  };
  person.addEventListener('change', choose);

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    if (button.disabled) return;
    trouble.hidden = true;
    button.disabled = true;
    const given = ['name', 'email'].map((field) => [field, form.elements[field].value.trim()]);
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    try {
      await post(`${key()}/open`, Object.fromEntries([...given, ['timeZone', timeZone]].filter(([, value]) => value)));
    } catch (error) {
      trouble.textContent = `The chat could not be opened: ${error.message}`;
      trouble.hidden = false;
    } finally {
      button.disabled = false;
    }
  });

  return {
    show(known, mailsAreCaught) {
      const state = JSON.stringify([known, mailsAreCaught]);
      if (state === shown) return;
      shown = state;
      areCaught = mailsAreCaught;
      people = [...known, other];
      person.replaceChildren(...people.map(({ label }) => element('option', {}, label)));
      choose();
    },
    focus: () => person.focus(),
  };
}
