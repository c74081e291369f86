// JSON bodies: the API takes nothing else.

import type { Server } from "./server.ts";

/** A body that need hold nothing need not be sent: DELETE, or an act whose reason is optional. */
export function acceptJson(server: Server): void {
  const parse = server.getDefaultJsonParser("error", "error");
  server.removeContentTypeParser("text/plain");
  server.addContentTypeParser("application/json", { parseAs: "string" }, (request, text, done) =>
    text === "" ? done(null, undefined) : parse(request, text as string, done),
  );
  server.addHook("preValidation", async (request) => {
    const schema = request.routeOptions.schema?.body;
    if (schema && isOptional(schema)) request.body ??= {};
  });
}

/** True where the schema of a body is content with {}. */
export function isOptional(schema: unknown): boolean {
  const {
    type,
    required = [],
    minProperties = 0,
  } = schema as {
    type?: string;
    required?: readonly string[];
    minProperties?: number;
  };
  return type === "object" && required.length === 0 && minProperties === 0;
}
