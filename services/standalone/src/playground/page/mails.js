import { element, time, withLinks } from './dom.js';

export function mailCard(mail) {
  return [
    element(
      'summary',
      {},
      element('span', { class: 'title' }, mail.subject),
      element('span', { class: 'meta' }, `to ${mail.to.join(', ')}`, element('time', {}, time(mail.at))),
    ),
    element(
      'div',
      { class: 'body' },
      preview(mail),
      element(
        'details',
        { class: 'comment' },
        element('summary', {}, 'As plain text'),
        element('pre', {}, ...withLinks(mail.text.trim())),
      ),
    ),
  ];
}

const bordersPx = 2;

/** The mail as its reader sees it. It may run nothing, so its own size can be asked for. */
function preview({ seq, subject }) {
  const frame = element('iframe', {
    class: 'preview',
    title: `Mail: ${subject}`,
    loading: 'lazy',
    sandbox: 'allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    src: `/playground/api/mails/${seq}`,
  });
  const fit = () => {
    // Not `scrollHeight`, which is never less than the frame: a preview that was high once would stay so.
    const height = frame.contentDocument?.documentElement?.getBoundingClientRect().height ?? 0;
    if (height > 0) frame.style.height = `${Math.ceil(height) + bordersPx}px`;
  };
  frame.addEventListener('load', () => {
    fit();
    new ResizeObserver(fit).observe(frame.parentElement);
  });
  return frame;
}
