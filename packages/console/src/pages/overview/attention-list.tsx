import { Link } from '@tanstack/react-router';
import type { Attention } from '../../api/types.ts';
import { countText } from '../../text/figures.ts';
import { wordOf } from '../../text/words.ts';
import { Icon } from '../../ui/icon.tsx';
import { Since } from '../../ui/moment.tsx';
import { attentionLinks } from './attention-links.ts';

/** What waits for a person, with the way to it. */
export function AttentionList({ items, isPartial }: { items: readonly Attention[]; isPartial: boolean }) {
  return (
    <section className="attention" aria-labelledby="attention-title">
      <h2 id="attention-title">Needs attention</h2>
      {items.length === 0 ? (
        <p className="all-quiet">
          <Icon name="calm" />
          {isPartial ? 'Nothing that is known of.' : 'All quiet. Nobody waits, and nothing is stuck.'}
        </p>
      ) : (
        <ul className="attention-list">
          {items.map((item) => (
            <li key={item.kind}>
              <AttentionLine item={item} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function AttentionLine({ item: { kind, count, oldestAt, detail } }: { item: Attention }) {
  return (
    <Link {...(attentionLinks[kind] ?? { to: '/conversations' })} className="attention-line">
      <span className="attention-count">{countText(count)}</span>
      <span className="attention-what">
        {wordOf('attention', kind)}
        {detail && <span className="sub">{detail}</span>}
      </span>
      {oldestAt && (
        <span className="soft">
          oldest <Since at={oldestAt} />
        </span>
      )}
      <Icon name="chevron" className="turned" />
    </Link>
  );
}
