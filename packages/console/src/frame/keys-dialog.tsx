import { keysChoice } from '../state/choices.ts';
import { Dialog } from '../ui/dialog.tsx';
import { keyHelp } from './keys.ts';

export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const areOn = keysChoice.use();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keys">
      <dl className="keys">
        {keyHelp.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input type="checkbox" checked={areOn} onChange={({ target }) => keysChoice.set(target.checked)} />
        Single keys are commands
      </label>
    </Dialog>
  );
}
