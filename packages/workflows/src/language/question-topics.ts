/** What a question beside the answer may be about; of one clause the first that fits counts. */
export const questionTopics = [
  'code',
  'break_in',
  'recorded',
  'warning',
  'notice',
  'language',
  'downtime',
  'others',
  'lose',
  'price',
  'duration',
  'again',
  'cause',
  'presence',
  'way',
  'who',
  'myself',
  'next',
  'hours',
  'contact',
  'safe',
] as const;

/** What a question about a ticket that was just logged may be about. */
export const ticketTopics = [
  'price',
  'duration',
  'safe',
  'who',
  'next',
  'myself',
  'hours',
  'contact',
  'noted',
  'news',
  'call',
  'approval',
  'progress',
] as const;
export type QuestionTopic = (typeof questionTopics)[number] | (typeof ticketTopics)[number];
export type TicketTopic = (typeof ticketTopics)[number];
