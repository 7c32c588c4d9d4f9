/** Administrators' pages are read with it. */
export const localKey = 'key-of-the-chaos-run';
export const asAdmin = { authorization: `Bearer ${localKey}` };
