export interface RestError {
  readonly code: number;
  readonly message: string;
}

/** Codes of salesiq.md §4; those from 2001 on are ours, since the documentation names none for these cases. */
export const restErrors = {
  header: { code: 1002, message: 'Invalid authorization header' },
  request: { code: 1004, message: 'Invalid request type' },
  portal: { code: 1005, message: 'Invalid portal' },
  url: { code: 1006, message: 'Invalid URL' },
  token: { code: 1008, message: 'Invalid or expired oauthtoken' },
  scope: { code: 1009, message: 'Invalid OAuthScope' },
  conversation: { code: 2001, message: 'No such conversation' },
  ended: { code: 2002, message: 'The conversation has ended' },
  bot: { code: 2003, message: 'The conversation is attended by a bot' },
  callback: { code: 2004, message: 'No such request' },
  late: { code: 2005, message: 'The request has expired' },
  answered: { code: 2006, message: 'The request has been answered' },
  body: { code: 2007, message: 'Invalid request body' },
} as const satisfies Record<string, RestError>;
