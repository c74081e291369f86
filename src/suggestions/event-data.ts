// Reads a stream of server-sent events (WHATWG HTML) for the data of each; names and ids are passed
// over.

export type EventData = {
  /** The data of the events that the bytes complete. */
  push: (bytes: Uint8Array) => string[];
  /** At the end: what the last line held, though no empty line came after it. */
  end: () => string[];
  /** More than `maxPending` characters wait for their end, or a line is none of such a stream. */
  isBroken: () => boolean;
};

export function readEventData(maxPending: number): EventData {
  const decoder = new TextDecoder();
  let pending = "";
  let data: string[] = [];
  let broken = false;

  const take = (line: string, done: string[]): void => {
    if (line === "") {
      if (data.length > 0) done.push(data.join("\n"));
      data = [];
    } else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
    else if (!/^(?:data$|event|id|retry|:)/.test(line)) broken = true;
  };
  const read = (text: string, final: boolean): string[] => {
    const done: string[] = [];
    pending += text;
    // A carriage return at the end may be half of a line's end.
    const lines = pending.split(final ? /\r\n|\n|\r/ : /\r\n|\n|\r(?!$)/);
    pending = lines.pop() ?? "";
    for (const line of lines) take(line, done);
    if (final) for (const line of [pending, ""]) take(line, done);
    if (pending.length + data.join("").length > maxPending) broken = true;
    return done;
  };
  return {
    push: (bytes) => read(decoder.decode(bytes, { stream: true }), false),
    end: () => read(decoder.decode(), true),
    isBroken: () => broken,
  };
}
