import type { AuditEntry } from '@acebuddy/contracts';
import type { StoredEntry } from './stored-entry.ts';

/** Append-only entries of one chain. There is no way to change or remove one. Failures throw `STORE_UNAVAILABLE`. */
export interface AuditStore {
  last(chain: string): Promise<StoredEntry | null>;
  /** `taken`: another writer has this number; `known`: an entry of this key is there already. */
  insert(entry: AuditEntry, key: string | null): Promise<'added' | 'taken' | 'known'>;
  /** Entries with a greater number, in order; damaged ones as such. */
  after(chain: string, seq: number, limit: number): Promise<readonly StoredEntry[]>;
  /**
   * The newest entries about this subject or about a part of it (`subject#…`, `subject|…`: pieces of work of a chat), oldest
   * first.
   */
  about(chain: string, subject: string, limit: number): Promise<readonly StoredEntry[]>;
}
