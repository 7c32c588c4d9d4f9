import { useMe } from '../state/zone.ts';

/** What fills an empty product. */
export function FirstSteps() {
  const { playground } = useMe();
  return (
    <>
      {playground && (
        <>
          Write something in the <a href="/playground">playground</a>, or let{' '}
        </>
      )}
      {!playground && 'Let '}
      <code>pnpm demo</code> fill an empty simulated store with a month of invented chats.
    </>
  );
}
