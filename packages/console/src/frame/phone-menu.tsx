import { Dialog as Base } from '@base-ui/react/dialog';
import { useState } from 'react';
import { Icon } from '../ui/icon.tsx';
import { PlaceLinks, SidebarFoot } from './sidebar.tsx';

/** The navigation on a phone: behind a button. */
export function PhoneMenu({ onKeys }: { onKeys: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen}>
      <Base.Trigger className="icon-button phone-only" aria-label="Open menu">
        <Icon name="menu" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="drawer">
          <div className="dialog-head">
            <Base.Title className="dialog-title">Menu</Base.Title>
            <Base.Close className="icon-button" aria-label="Close menu">
              <Icon name="close" />
            </Base.Close>
          </div>
          <nav aria-label="Pages">
            <PlaceLinks onGo={close} />
          </nav>
          <SidebarFoot
            onKeys={() => {
              close();
              onKeys();
            }}
          />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
