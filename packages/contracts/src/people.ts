import { z } from 'zod';

export const emailSchema = z.email().max(150);

/** Who is chatting, as far as the channel told us. Nothing here is verified. */
export const visitorSchema = z.object({
  id: z.string().max(200).optional(),
  name: z.string().max(200).optional(),
  email: emailSchema.optional(),
  phone: z.string().max(50).optional(),
  /** IANA zone, for example `America/Chicago`. */
  timeZone: z.string().max(64).optional(),
});
export type Visitor = z.infer<typeof visitorSchema>;

/** The person a ticket or mail is for. Desk's contact needs a last name; `name` is split by the desk client. */
export const customerSchema = z.object({
  name: z.string().min(1).max(200),
  email: emailSchema.optional(),
  phone: z.string().max(50).optional(),
});
export type Customer = z.infer<typeof customerSchema>;
