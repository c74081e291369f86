// A client of /api/events that keeps what it is told, in order.

export type Told = {
  id: string;
  event: string;
  data: Record<string, unknown> & { number: number };
};

export type EventClient = {
  status: number;
  headers: Headers;
  /** The next event; throws where the stream ends first. */
  next: () => Promise<Told>;
  take: (count: number) => Promise<Told[]>;
  /** Reads until all that was sent, as text, matches. */
  until: (pattern: RegExp) => Promise<void>;
  /** Resolves at the end of the stream, whoever ended it; what comes before is thrown away. */
  ended: () => Promise<void>;
  close: () => void;
};

export async function followEvents(
  url: string,
  { as, lastId }: { as?: string; lastId?: string | undefined } = {},
): Promise<EventClient> {
  const aborting = new AbortController();
  const response = await fetch(url, {
    signal: aborting.signal,
    headers: {
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(lastId === undefined ? {} : { "last-event-id": lastId }),
    },
  });
  const pieces = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream());
  const reader = pieces.getReader();
  let all = "";
  let left = "";

  return { status: response.status, headers: response.headers, next, take, until, ended, close };

  async function next(): Promise<Told> {
    for (let told = shift(); ; told = shift()) {
      if (told === null) await more();
      else if (told !== undefined) return told;
    }
  }

  async function take(count: number): Promise<Told[]> {
    const taken: Told[] = [];
    while (taken.length < count) taken.push(await next());
    return taken;
  }

  /** Null where there is no whole block yet, undefined for one without data. */
  function shift(): Told | null | undefined {
    const end = left.indexOf("\n\n");
    if (end < 0) return null;
    const block = left.slice(0, end);
    left = left.slice(end + 2);
    const fields = Object.fromEntries(
      block.split("\n").map((line) => {
        const [, name = "", value = ""] = /^([a-z]*): ?(.*)$/.exec(line) ?? [];
        return [name, value];
      }),
    );
    const { id = "", event = "", data } = fields;
    return data === undefined ? undefined : { id, event, data: JSON.parse(data) as Told["data"] };
  }

  async function more(): Promise<void> {
    const { value, done } = await reader.read();
    if (done) throw new Error("the stream is over");
    all += value;
    left += value;
  }

  async function ended(): Promise<void> {
    for (let open = true; open; ) {
      open = await more().then(
        () => true,
        () => false,
      );
    }
  }

  function close(): void {
    aborting.abort();
    reader.cancel().catch(() => {});
  }

  async function until(pattern: RegExp): Promise<void> {
    while (!pattern.test(all)) await more();
  }
}
