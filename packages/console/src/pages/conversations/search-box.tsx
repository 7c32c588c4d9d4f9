import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { searchWords } from './search-words.ts';

/** Looks when Enter is pressed; Escape, and an empty box, lead back to the list. */
export function SearchBox() {
  const [text, setText] = useState(searchWords.get());
  const change = (next: string) => {
    setText(next);
    if (next.trim() === '') searchWords.set('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    searchWords.set(text);
  };
  return (
    <search className="search">
      <form onSubmit={submit}>
        <Icon name="search" />
        <input
          id="search"
          type="search"
          aria-label="Search conversations"
          placeholder="Ticket, reference, chat or e-mail"
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
