/** Ids that begin with `prefix` are those from `from` to before `to`: an index of ids finds them. */
export function idRange(prefix: string): { readonly from: string; readonly to: string } {
  const last = prefix.length - 1;
  return { from: prefix, to: prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1) };
}
