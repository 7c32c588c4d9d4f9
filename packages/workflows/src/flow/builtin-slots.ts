import { type SlotDefinition, slotSchema } from '../definition/slot-schema.ts';

/** Answers about the customer: kept for the whole chat, shared by all runs. */
export const profileSlots = ['name', 'email', 'phone'] as const;
export type ProfileSlot = (typeof profileSlots)[number];

export function isProfileSlot(name: string): name is ProfileSlot {
  return (profileSlots as readonly string[]).includes(name);
}

/** Slots that every workflow may ask for without declaring them. */
export const builtinSlots: Readonly<Record<string, SlotDefinition>> = {
  name: slotSchema.parse({
    type: 'name',
    label: 'Name',
    ask: 'What name should I put on the request?',
    retry: 'Just your first and last name, please, for example Maria Lopez.',
    why: 'So the person who picks this up knows who to talk to.',
    names: ['my name', 'name'],
    listen: ['my name is {value}', 'this is {value} from', "i'm called {value}"],
  }),
  email: slotSchema.parse({
    type: 'email',
    label: 'E-mail',
    ask: 'Which e-mail address should updates go to?',
    retry: 'I could not read an e-mail address there. It looks like name@company.com.',
    why: 'Your ticket number and every update on it go to that address.',
    names: ['my email', 'my e-mail', 'email', 'e-mail', 'email address', 'e-mail address', 'mail address', 'address'],
    listen: [
      'my email is {value}',
      'my e-mail is {value}',
      'my email address is {value}',
      'reach me at {value}',
      'email me at {value}',
    ],
  }),
  phone: slotSchema.parse({
    type: 'phone',
    label: 'Phone',
    ask: 'What is the best phone number to reach you?',
    retry: 'I could not read a phone number there. Please send it with the area code, for example 312 555 0123.',
    why: 'So a technician can call you about this.',
    names: ['my phone', 'phone', 'phone number', 'my number', 'number', 'callback number', 'cell', 'mobile'],
    listen: [
      'my phone is {value}',
      'my number is {value}',
      'my phone number is {value}',
      'call me at {value}',
      'call me on {value}',
      'my cell is {value}',
    ],
  }),
  callback_time: slotSchema.parse({
    type: 'datetime',
    label: 'Call back',
    ask: 'When would be a good time for the call? For example "today at 3 pm" or "tomorrow morning".',
    retry: 'I need a day and a time, for example "tomorrow at 10 am" or "Friday 2 pm Eastern".',
    why: 'So we call when you can pick up.',
    names: ['call time', 'callback time', 'time of the call', 'time'],
    only_when_asked: true,
  }),
  details: slotSchema.parse({
    type: 'text',
    label: 'Details',
    ask: 'Please describe in a sentence or two what you need. I will put it on the ticket as you write it.',
    retry: 'A short sentence is enough, so the team knows where to start.',
    why: 'The more the team knows up front, the less they have to ask you later.',
    min_length: 4,
    max_length: 1_500,
    names: ['details', 'description'],
  }),
};
