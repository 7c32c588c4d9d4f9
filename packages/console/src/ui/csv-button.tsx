import { type Cell, csvOf, saveFile } from '../text/csv.ts';
import { Button } from './button.tsx';

interface CsvButtonProps {
  /** Of the file, without `.csv`. */
  readonly name: string;
  readonly label: string;
  /** Which table, where the label does not tell. */
  readonly about?: string;
  readonly table: () => { readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[] };
}

/** Saves the table that is shown. */
export function CsvButton({ name, label, about, table }: CsvButtonProps) {
  const save = () => {
    const { header, rows } = table();
    saveFile(`acebuddy-${name}.csv`, csvOf(header, rows), 'text/csv;charset=utf-8');
  };
  return (
    <Button tone="quiet" icon="download" aria-label={about && `${label}: ${about}`} onClick={save}>
      {label}
    </Button>
  );
}
