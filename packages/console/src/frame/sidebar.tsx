import { Link } from '@tanstack/react-router';
import { type Theme, themeChoice, themes, zoneChoice } from '../state/choices.ts';
import { browserZone, useMe } from '../state/zone.ts';
import { readable, wordOf } from '../text/words.ts';
import { Icon } from '../ui/icon.tsx';
import { places } from './navigation.ts';

export function PlaceLinks({ onGo }: { onGo?: () => void }) {
  return (
    <ul className="places">
      {places.map(({ to, label, icon }) => (
        <li key={to}>
          <Link to={to} className="place" activeOptions={{ exact: to === '/', includeSearch: false }} onClick={onGo}>
            <Icon name={icon} />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Who one is, how it looks, which clock, and the way out. */
export function SidebarFoot({ onKeys }: { onKeys: () => void }) {
  const me = useMe();
  const theme = themeChoice.use();
  const zone = zoneChoice.use();
  const own = browserZone();
  return (
    <div className="side-foot">
      {me.playground && (
        <a className="place" href="/playground">
          <Icon name="play" />
          Playground
        </a>
      )}
      <button type="button" className="place" onClick={onKeys} aria-keyshortcuts="?">
        <Icon name="keys" />
        Keys <kbd>?</kbd>
      </button>
      <label className="side-choice">
        <Icon name="sun" />
        <span className="sr">Theme</span>
        <select value={theme} onChange={({ target }) => themeChoice.set(target.value as Theme)}>
          {themes.map((each) => (
            <option key={each} value={each}>
              {each === 'system' ? 'As the system' : readable(each)}
            </option>
          ))}
        </select>
      </label>
      <label className="side-choice">
        <Icon name="wait" />
        <span className="sr">Time zone</span>
        <select
          value={zone}
          onChange={({ target }) => zoneChoice.set(target.value === 'browser' ? 'browser' : 'operator')}
        >
          <option value="operator">{me.zone}</option>
          {own !== me.zone && <option value="browser">{own} (here)</option>}
        </select>
      </label>
      <form method="post" action="/console/logout" className="side-me">
        <span>
          <span className="side-role">{wordOf('roles', me.role)}</span>
          <span className="soft">{me.version}</span>
        </span>
        <button type="submit" className="icon-button" aria-label="Sign out" title="Sign out">
          <Icon name="out" />
        </button>
      </form>
    </div>
  );
}
