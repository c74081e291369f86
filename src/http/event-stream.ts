// Server-sent events (WHATWG HTML), written past Fastify: what every such stream has in common.

export const eventStreamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  // nginx would keep the events until it has a buffer full of them.
  "x-accel-buffering": "no",
  // Else a closing server would wait for the connection to be used again.
  connection: "close",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
};

/** One event; JSON is one line, whatever it holds. */
export function eventFrame(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
