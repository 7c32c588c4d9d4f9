import { Dialog as Base } from '@base-ui/react/dialog';
import { type ReactNode, useRef } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** The foot of a dialog that only tells something. */
export function DoneFoot({ onClose }: { readonly onClose: () => void }) {
  return (
    <div className="dialog-foot">
      <Button tone="primary" onClick={onClose}>
        Done
      </Button>
    </div>
  );
}

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
}

/** Takes the whole attention; Escape and the cross leave it, and the focus goes back to where it was. */
export function Dialog({ isOpen, onClose, title, children }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup
          ref={popup}
          className="dialog"
          // What is asked for comes first; where nothing is, the first button.
          initialFocus={() => popup.current?.querySelector<HTMLElement>('form input, form textarea') ?? true}
        >
          <div className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close className="icon-button" aria-label="Close dialog">
              <Icon name="close" />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
