// Made from en.yaml by "pnpm catalogues". Do not edit.
export const textTable = {
  'promise.number_follows': {'byMail':'flag','reference':'text'},
  'promise.number': {'number':'text','reference':'text'},
  'over_the_cap': {},
  'news.status': {'named':'flag','status':'text','ticket':'text'},
  'news.answered': {'author':'text','named':'flag','ticket':'text'},
  'news.rest': {},
  'status.open': {},
  'status.closed': {},
  'status.on_hold': {},
  'status.escalated': {},
} as const;
