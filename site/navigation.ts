/**
 * What the documentation's site leads to: two ways in, then what both look up. `tests/docs/site.test.ts` holds it to the pages of
 * `docs/`: each page stands here once, and none that is not there.
 */

interface Page {
  readonly text: string;
  /** From `docs/`, without `.md`; `/` at the end is the README.md of a folder. */
  readonly link: string;
}

export interface Group {
  readonly text: string;
  readonly pages: readonly Page[];
  /** Folders of `docs/` whose pages follow, each under its first heading, and whose number is not known beforehand. */
  readonly folder?: string;
}

/** Whoever leads the people that answer tickets: no terminal needed. */
export const forSupport: readonly Group[] = [
  {
    text: 'For the support lead',
    pages: [
      { text: 'What it does and is worth', link: '/summary' },
      { text: 'For the support team', link: '/support-team' },
      { text: 'Metrics', link: '/metrics' },
      { text: 'Learning from chats', link: '/learning' },
      { text: 'Languages', link: '/languages' },
      { text: 'Promises', link: '/promises' },
    ],
  },
  { text: 'Workflows as drawn', pages: [], folder: 'workflows' },
];

/** Whoever installs, connects, runs or changes it. */
export const forEngineers: readonly Group[] = [
  {
    text: 'Begin',
    pages: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'Connect Zoho', link: '/setup' },
      { text: 'Integration guide', link: '/integration' },
      { text: 'REST and commands', link: '/reference' },
    ],
  },
  {
    text: 'Run',
    pages: [
      { text: 'Deployment', link: '/deployment' },
      { text: 'Capacity', link: '/capacity' },
      { text: 'Backup and restore', link: '/backup' },
      { text: 'Upgrading', link: '/upgrading' },
      { text: 'Troubleshooting', link: '/troubleshooting' },
      { text: 'Reliability', link: '/reliability' },
      { text: 'Security', link: '/security' },
    ],
  },
  { text: 'Runbook', pages: [{ text: 'All alerts', link: '/runbook/' }], folder: 'runbook' },
  {
    text: 'Understand and change',
    pages: [
      { text: 'System overview', link: '/architecture' },
      { text: 'Flow diagrams', link: '/flows' },
      { text: 'The dialogue', link: '/dialogue' },
      { text: 'Writing a workflow', link: '/workflows' },
      { text: 'Labelling rules', link: '/labelling-rules' },
      { text: 'Score card of detection', link: '/scorecard' },
      { text: 'Benchmarks', link: '/benchmarks' },
    ],
  },
  { text: 'Notes on the vendors', pages: [], folder: 'vendor' },
  { text: 'Decisions', pages: [], folder: 'adr' },
];
