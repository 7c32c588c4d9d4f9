import { element } from './dom.js';

/**
 * Keeps a list of cards up to date. Only what changed is built again, so that a card stays open, and a half-written answer
 * stays where it is.
 */
export function createCardList(target, { name, idOf, build }) {
  let cards = new Map();
  const counters = document.querySelectorAll(`[data-count="${name}"]`);
  let isFirstShow = true;

  const cardOf = (item, isNewest) => {
    const id = idOf(item);
    const state = JSON.stringify(item);
    const known = cards.get(id);
    if (known?.state === state) return [id, known];
    const node = element(
      'details',
      {
        class: `card ${known || isFirstShow ? '' : 'new'}`,
        id: `${name}-${id}`,
        open: known ? known.node.open : isNewest,
      },
      ...build(item),
    );
    if (known) carryOver(known.node, node);
    return [id, { state, node }];
  };

  return (items, inAll = items.length) => {
    for (const counter of counters) counter.textContent = inAll;
    if (items.length === 0 && cards.size === 0) return;
    const before = cards;
    cards = new Map(items.map((item, index) => cardOf(item, index === 0)));
    for (const node of [...target.children]) if (![...cards.values()].some((card) => card.node === node)) node.remove();
    let place = target.firstElementChild;
    for (const { node } of cards.values()) {
      if (node === place) place = place.nextElementSibling;
      else target.insertBefore(node, place);
    }
    for (const { node } of cards.values()) restoreFocus(node);
    // A new card at the top is what one wants to read; those below stay as they were.
    if (!isFirstShow && cards.size > before.size) target.scrollTop = 0;
    isFirstShow = false;
  };
}

function carryOver(from, to) {
  const [old, fresh] = [from.querySelector('input'), to.querySelector('input')];
  if (old === null || fresh === null) return;
  fresh.value = old.value;
  if (document.activeElement === old) fresh.dataset.focus = 'yes';
}

function restoreFocus(node) {
  const field = node.querySelector('input[data-focus]');
  if (field === null) return;
  delete field.dataset.focus;
  field.focus();
}
