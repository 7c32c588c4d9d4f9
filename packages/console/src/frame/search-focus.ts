let isWanted = false;

const box = () => document.querySelector<HTMLInputElement>('#search');

/** The search box gets the focus, now or as soon as the page with it is there. */
export function wantSearch(): void {
  isWanted = true;
  giveSearchFocus();
}

export function giveSearchFocus(): void {
  const found = box();
  if (!isWanted || found === null) return;
  isWanted = false;
  found.focus();
  found.select();
}
