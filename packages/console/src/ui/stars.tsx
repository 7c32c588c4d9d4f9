import { Icon } from './icon.tsx';

export function Stars({ count }: { count: number }) {
  return (
    <span className="stars">
      <Icon name="star" />
      {count}
      <span className="sr"> of 5 stars</span>
    </span>
  );
}
