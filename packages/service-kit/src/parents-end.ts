/**
 * Resolves when the program that started this one with a channel to it is gone, however it ended: what it holds together
 * must not go on alone, on ports that the next start needs. Null where there is no such channel.
 */
export function parentsEnd(): Promise<void> | null {
  // Without a channel there is nothing to send by; with one that is closed already, `connected` is false.
  if (process.send === undefined) return null;
  return new Promise((resolve) => {
    if (!process.connected) resolve();
    process.once('disconnect', resolve);
  });
}
