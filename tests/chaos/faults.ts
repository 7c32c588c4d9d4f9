import type { FaultRule } from '@acebuddy/zoho-desk/simulator';

/** One thing that is done to the running product or to what it depends on. */
export type Fault =
  | { readonly on: 'desk'; readonly rule: FaultRule; readonly forMs?: number }
  | { readonly on: 'mail'; readonly kind: MailFault; readonly times: number }
  | { readonly on: 'salesiq'; readonly kind: SalesiqFault; readonly times: number }
  | { readonly on: 'mongo'; readonly kind: MongoFault; readonly times: number }
  | { readonly on: 'process'; readonly kind: 'sigkill'; readonly victim: number; readonly downMs: number };

export const mailFaults = ['temporary', 'permanent', 'refused_recipient', 'drop_before', 'drop_after'] as const;
export type MailFault = (typeof mailFaults)[number];

export const salesiqFaults = ['reset_before', 'reset_after', 'error_before', 'error_after', 'slow', 'limited'] as const;
export type SalesiqFault = (typeof salesiqFaults)[number];

export const mongoFaults = [
  'sigkill',
  'cut_before',
  'cut_after',
  'close_connection',
  'not_writable_primary',
  'primary_stepped_down',
  'write_concern_timeout',
] as const;
export type MongoFault = (typeof mongoFaults)[number];

/** How a fault is called in tables. */
export function nameOf(fault: Fault): string {
  return fault.on === 'desk' ? `desk ${fault.rule.kind}` : `${fault.on} ${fault.kind}`;
}
