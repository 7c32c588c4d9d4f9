import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** An ⓘ that explains what stands beside it: by pointer, touch and keyboard. */
export function Info({ about, children }: { about: string; children: ReactNode }) {
  return (
    <Popover.Root>
      <Popover.Trigger className="info" aria-label={`What is ${about}?`} openOnHover delay={250}>
        <Icon name="info" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} collisionPadding={12} className="above">
          <Popover.Popup className="popover">
            <Popover.Title className="popover-title">{about}</Popover.Title>
            <Popover.Description render={<div />}>{children}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
