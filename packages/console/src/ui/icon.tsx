import paths from './icon-paths.json' with { type: 'json' };

export type IconName = keyof typeof paths;

/** A picture beside words; it says nothing by itself. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg className={`icon ${className}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
