import { element, time, withLinks } from './dom.js';

export function mailCard(mail) {
  return [
    element(
      'summary',
      {},
      element('span', { class: 'title' }, mail.subject),
      element('span', { class: 'meta' }, `to ${mail.to.join(', ')}`, element('time', {}, time(mail.at))),
    ),
    element('div', { class: 'body' }, element('pre', {}, ...withLinks(mail.text.trim()))),
  ];
}
