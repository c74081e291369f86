// HTML forms, for pages that work without script.

import type { FastifyRequest } from "fastify";
import type { Server } from "./server.ts";

const formType = "application/x-www-form-urlencoded";

/** Takes form bodies in this scope. Register a scope of your own: the API takes JSON only. */
export function acceptForms(scope: Server): void {
  scope.addContentTypeParser(formType, { parseAs: "string", bodyLimit: 16_384 }, (_, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
}

/** The fields that a form sent; none where the body was something else. */
export function formOf(request: FastifyRequest): URLSearchParams {
  return request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
}
