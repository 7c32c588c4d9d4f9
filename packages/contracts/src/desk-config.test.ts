import { describe, expect, it } from 'vitest';
import { deskConfigSchema } from './desk-config.ts';

describe('deskConfigSchema', () => {
  it('fills in every default from an empty file', () => {
    const config = deskConfigSchema.parse({});
    expect(config.custom_fields.reference).toBe('cf_reference');
    expect(config.plans).toHaveLength(5);
    expect(config.business_hours.days).toHaveLength(5);
    expect(config.tags).toBe(false);
    expect(config.attachments.bytes_max).toBe(20_971_520);
  });

  it('refuses an unknown key and names it', () => {
    const result = deskConfigSchema.safeParse({ departement_id: '1' });
    expect(result.error?.issues[0]?.message).toContain('departement_id');
  });

  it('refuses an unknown key inside custom_fields', () => {
    expect(deskConfigSchema.safeParse({ custom_fields: { reference_no: 'cf_x' } }).success).toBe(false);
  });

  it('treats an empty custom-field name as "do not send it"', () => {
    expect(deskConfigSchema.parse({ custom_fields: { verified: '' } }).custom_fields.verified).toBeNull();
    expect(deskConfigSchema.parse({ custom_fields: { verified: null } }).custom_fields.verified).toBeNull();
  });

  it('accepts partial tables and overrides', () => {
    const config = deskConfigSchema.parse({
      priority_names: { High: 'P1' },
      priorities: { qb_mfa: 'High' },
      teams: { NOC: { team_id: '1892000000006907' } },
    });
    expect(config.priority_names).toEqual({ High: 'P1' });
    expect(config.priorities).toEqual({ qb_mfa: 'High' });
    expect(config.teams.NOC?.team_id).toBe('1892000000006907');
  });
});
