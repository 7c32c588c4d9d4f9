import type { MailContent } from './blocks.ts';

/** To the operators: somebody may be using the chat to fill mailboxes. */
export function composeCodeAlarm(perHour: number): MailContent {
  return {
    subject: 'Too many one-time codes to unknown addresses',
    heading: 'One-time codes to unknown addresses are held back',
    blocks: [
      {
        kind: 'paragraph',
        text: `Within an hour ${perHour} one-time codes went to addresses that the directory does not know. Further ones are not mailed until the hour has room again; those requests go on without verification. Customers whom the directory knows still get theirs.`,
      },
      {
        kind: 'paragraph',
        text: 'Look at the delivery log and at the newest chats: is somebody using the chat to fill mailboxes? If so many customers are real, raise STRANGER_CODES_PER_HOUR or complete the directory.',
      },
    ],
  };
}
