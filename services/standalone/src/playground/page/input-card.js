import { element } from './dom.js';

/** The input card that the bot asked for, as SalesIQ shows it; `answer` is called with what was entered, and how it looks. */
export function inputCard(input, answer) {
  if (input.options)
    return input.type === 'multiple-select'
      ? multiple(input, answer)
      : input.options.map((option) => choice(option, answer));
  if (input.type === 'star-rating') return [1, 2, 3, 4, 5].map((stars) => star(stars, answer));
  return [field(input, answer)];
}

export function choice(label, answer) {
  return element('button', { type: 'button', class: 'choice', onclick: () => answer(label) }, label);
}

function star(stars, answer) {
  const name = `${stars} of 5 stars`;
  return element(
    'button',
    { type: 'button', class: 'choice', 'aria-label': name, onclick: () => answer(String(stars), '★'.repeat(stars)) },
    '★'.repeat(stars),
  );
}

function multiple(input, answer) {
  const boxes = input.options.map((value) => element('input', { type: 'checkbox', value }));
  const send = (event) => {
    event.preventDefault();
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    if (chosen.length > 0) answer(chosen.join(', '));
  };
  const rows = boxes.map((box) => element('label', { class: 'box' }, box, ` ${box.value}`));
  return [element('form', { onsubmit: send }, ...rows, element('button', {}, 'Send'))];
}

const types = { email: 'email', tel: 'tel' };

function field(input, answer) {
  const entry = element('input', {
    type: input.type === 'calendar' ? (input.time ? 'datetime-local' : 'date') : (types[input.type] ?? 'text'),
    placeholder: input.placeholder,
    value: input.value,
    required: true,
    'aria-label': input.placeholder ?? 'Your answer',
  });
  const send = (event) => {
    event.preventDefault();
    answer(entry.value);
  };
  return element('form', { onsubmit: send }, entry, element('button', {}, 'Send'));
}
