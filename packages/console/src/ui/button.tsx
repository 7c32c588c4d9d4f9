import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly icon?: IconName;
  readonly children: ReactNode;
  /** Something was ordered and is under way: it cannot be pressed again. */
  readonly isBusy?: boolean;
}

export function Button({ tone = 'plain', icon, children, isBusy = false, className = '', ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button ${tone} ${className}`}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : rest.onClick}
    >
      {icon && <Icon name={isBusy ? 'wait' : icon} />}
      {children}
    </button>
  );
}
