import manifest from '../package.json' with { type: 'json' };

/** The release that this code is of: every package of the repository has the same. */
export const release: string = manifest.version;
