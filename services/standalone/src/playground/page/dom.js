export const byId = (id) => document.getElementById(id);

/** A node; `on…` attributes are listeners, `false` and `undefined` leave an attribute out. Text is never HTML. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** Without a secure context (a phone that opens this machine's address) there is no `randomUUID`. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const answerMsMax = 30_000;

/** Throws an error whose message is a sentence for people; `status` is 0 when no answer came. */
export async function post(path, body) {
  const response = await fetch(`/playground/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
    signal: AbortSignal.timeout(answerMsMax),
  }).catch(({ name }) => {
    const why = name === 'TimeoutError' ? 'AceBuddy did not answer in time.' : 'AceBuddy cannot be reached.';
    throw Object.assign(new Error(why), { status: 0 });
  });
  if (response.ok) return;
  const answer = await response.json().catch(() => ({}));
  const said = typeof answer.error === 'string' ? answer.error : answer.error?.message;
  throw Object.assign(new Error(said ?? `AceBuddy answered ${response.status}.`), { status: response.status });
}

/** Text with its addresses as links. */
export function withLinks(text) {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((part) =>
      /^https?:/.test(part) ? element('a', { href: part, target: '_blank', rel: 'noreferrer' }, part) : part,
    );
}

/** Words of a piece of HTML; nothing of it gets into the page. */
export function plain(html) {
  const parsed = new DOMParser().parseFromString(
    (html ?? '').replaceAll(/<br\s*\/?>/g, '\n').replaceAll(/<\/(p|div|li)>/g, '\n'),
    'text/html',
  );
  return parsed.body.textContent.trim();
}

export const time = (value) =>
  value ? new Date(value).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }) : '';
