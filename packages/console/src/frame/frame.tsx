import { Outlet, useNavigate } from '@tanstack/react-router';
import { Suspense, useRef, useState } from 'react';
import { useLive } from '../api/live.ts';
import { useMe } from '../state/zone.ts';
import { Icon } from '../ui/icon.tsx';
import { Skeleton } from '../ui/states.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { useKeys } from './keys.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { LiveMark } from './live-mark.tsx';
import { places } from './navigation.ts';
import { PhoneMenu } from './phone-menu.tsx';
import { wantSearch } from './search-focus.ts';
import { PlaceLinks, SidebarFoot } from './sidebar.tsx';
import { useTheme } from './theme.ts';

/** What stands around every page. */
export function Frame() {
  useTheme();
  const me = useMe();
  const live = useLive();
  const [areKeysShown, setKeysShown] = useState(false);
  useFrameKeys(() => setKeysShown(true));
  const showKeys = () => setKeysShown(true);
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <div className="frame">
        <header className="side">
          <div className="side-head">
            <PhoneMenu onKeys={showKeys} />
            <img src="/console/icon.svg" alt="" width="22" height="22" />
            <span className="side-name">{me.companyName ?? 'AceBuddy'}</span>
            <LiveMark state={live} />
          </div>
          {me.simulated && (
            <p className="simulated" title="No Zoho is connected: tickets, mails and customers are invented.">
              Simulated data
            </p>
          )}
          <nav className="side-nav" aria-label="Pages">
            <PlaceLinks />
          </nav>
          <div className="side-rest">
            <SidebarFoot onKeys={showKeys} />
          </div>
        </header>
        <main id="content" tabIndex={-1}>
          {me.unavailable.length > 0 && (
            <p className="banner warn" role="status">
              <Icon name="warn" />
              The conversation service does not answer: names of workflows are missing, and times are in UTC.
            </p>
          )}
          <Suspense fallback={<Skeleton lines={10} />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <KeysDialog isOpen={areKeysShown} onClose={() => setKeysShown(false)} />
      <Toasts />
    </>
  );
}

/** After `g` the next key names a page, for a second. */
const chordMs = 1_000;

function useFrameKeys(showKeys: () => void): void {
  const navigate = useNavigate();
  const began = useRef(0);
  useKeys((key) => {
    const isChord = Date.now() - began.current < chordMs;
    began.current = key === 'g' ? Date.now() : 0;
    const place = isChord ? places.find((each) => each.key === key) : undefined;
    if (place !== undefined) {
      void navigate({ to: place.to });
      return true;
    }
    if (key === '?') showKeys();
    if (key === '/') {
      wantSearch();
      if (document.querySelector('#search') === null) void navigate({ to: '/conversations' });
    }
    return key === '?' || key === '/';
  });
}
