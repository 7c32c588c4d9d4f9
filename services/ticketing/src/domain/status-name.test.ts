import { describe, expect, it } from 'vitest';
import { toStatusName } from './status-name.ts';

describe('the name of a status', () => {
  it.each([
    ['closed', 'Closed'],
    ['CLOSED', 'Closed'],
    ['on hold', 'On Hold'],
    ['on_hold', 'On Hold'],
    ['On-Hold', 'On Hold'],
    ['escalated', 'Escalated'],
    ['Waiting on Vendor', 'Waiting on Vendor'],
  ])('%s is %s in the portal', (told, name) => {
    expect(toStatusName({ status_names: {} }, told)).toBe(name);
  });

  it("is the portal's own where it renamed it", () => {
    const config = { status_names: { Closed: 'Erledigt' } };
    expect(toStatusName(config, 'closed')).toBe('Erledigt');
    expect(toStatusName(config, 'ERLEDIGT')).toBe('Erledigt');
  });
});
