import type { DeskConfig } from '@acebuddy/contracts';
import type { FetchFile } from '../domain/step-effect.ts';
import { DeskFailure } from '../ports.ts';

export interface FetchAttachmentOptions {
  readonly policy: DeskConfig['attachments'];
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}

/**
 * Fetches a file that came with a chat: from allowed hosts only, over TLS, without following redirects, of an allowed
 * type and size. What is not allowed is `rejected`, never tried again.
 */
export function createFetchAttachment({ policy, fetch, timeoutMs }: FetchAttachmentOptions): FetchFile {
  return async ({ url, name, contentType }) => {
    assertAllowedUrl(policy, url);
    const response = await request(fetch, url, timeoutMs);
    if (response.status !== 200) {
      await response.body?.cancel();
      throw refusedBy(response.status);
    }
    const type = mediaType(response.headers.get('content-type')) ?? mediaType(contentType ?? null);
    if (type === null || !policy.content_types.some((allowed) => matchesType(allowed, type))) {
      await response.body?.cancel();
      throw new DeskFailure(
        'rejected',
        `attachments of type ${type ?? 'unknown'} are not allowed (attachments.content_types)`,
      );
    }
    return { name, contentType: type, bytes: await readCapped(response, policy.bytes_max) };
  };
}

function assertAllowedUrl(policy: DeskConfig['attachments'], text: string): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '') {
    throw new DeskFailure('rejected', 'the attachment has no usable address');
  }
  const host = url.hostname.toLowerCase();
  const isListed = policy.allowed_hosts.some((allowed) =>
    allowed.startsWith('.') ? host.endsWith(allowed) || host === allowed.slice(1) : host === allowed,
  );
  // Plain HTTP only to this machine, and only when the operator listed it by name: that is for tests and proxies.
  const isLocal = host === '127.0.0.1' || host === 'localhost';
  if (!isListed || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLocal))) {
    throw new DeskFailure('rejected', `attachments may not be fetched from ${host} (attachments.allowed_hosts)`);
  }
}

async function request(fetch: typeof globalThis.fetch, url: string, timeoutMs: number): Promise<Response> {
  try {
    return await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw new DeskFailure('not_sent', 'the attachment could not be fetched', { cause });
  }
}

/** A server in trouble may recover; a refusal or a redirect will not. */
function refusedBy(status: number): DeskFailure {
  const passes = status >= 500 || status === 408 || status === 429;
  return new DeskFailure(passes ? 'not_sent' : 'rejected', `the attachment's host answered ${status}`);
}

function mediaType(header: string | null): string | null {
  const type = header?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : null;
}

function matchesType(allowed: string, type: string): boolean {
  return allowed.endsWith('/*') ? type.startsWith(allowed.slice(0, -1)) : type === allowed;
}

async function readCapped(response: Response, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > bytesMax) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new DeskFailure('not_sent', 'the attachment could not be fetched whole', { cause });
  }
  if (size > bytesMax) throw new DeskFailure('rejected', `the attachment is larger than ${bytesMax} bytes`);
  if (size === 0) throw new DeskFailure('rejected', 'the attachment is empty');
  return new Uint8Array(Buffer.concat(chunks));
}
