import { type FormEvent, useState } from 'react';
import { searchWords } from '../state/search-words.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/**
 * Looks when Enter is pressed. The page of conversations shows what is found; other pages lead there by `onSearch`. Escape, and
 * an empty box, lead back to the list.
 */
export function SearchBox({ onSearch }: { onSearch?: () => void }) {
  const [text, setText] = useState(searchWords.get());
  const change = (next: string) => {
    setText(next);
    if (next.trim() === '') searchWords.set('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    searchWords.set(text);
    onSearch?.();
  };
  return (
    <search className="search">
      <form onSubmit={submit}>
        <Icon name="search" />
        <input
          id="search"
          type="search"
          aria-label="Search conversations"
          placeholder="Name, ticket number or e-mail"
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={text}
          onChange={({ target }) => change(target.value)}
          onKeyDown={({ key }) => key === 'Escape' && change('')}
        />
        <Button type="submit" tone="quiet">
          Search
        </Button>
      </form>
    </search>
  );
}
