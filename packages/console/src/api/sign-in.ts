let isLeaving = false;

/** What the page shows now will be gone in a moment. */
export const isSigningIn = (): boolean => isLeaving;

/** Leaves for the sign-in, once, however many calls were refused; the sign-in leads back to this address. */
export function signIn(): void {
  if (isLeaving) return;
  isLeaving = true;
  const here = `${location.pathname}${location.search}`;
  location.assign(`/console/login?next=${encodeURIComponent(here)}`);
}
