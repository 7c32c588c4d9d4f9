/** One request of the client and its answer, as they went over the wire. */
export interface Recorded {
  readonly method: string;
  /** Without the base `/api/v1`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** A `fetch` that keeps what goes to Desk and comes from it. */
export function createRecorder() {
  const calls: Recorded[] = [];

  const recording: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const body = await request.clone().text();
    const response = await fetch(request, { redirect: 'manual' });
    const answer = await response.clone().text();
    calls.push({
      method: request.method,
      path: url.pathname.replace('/api/v1', ''),
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(request.headers),
      contentType: request.headers.get('content-type') ?? '',
      body: parse(body),
      status: response.status,
      answer: parse(answer),
    });
    return response;
  };

  return { fetch: recording, calls: calls as readonly Recorded[] };
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
