// What every operation of the API says of its refusals.

// Lets a route's schema say summary, tags, operationId and hide.
import type {} from "@fastify/swagger";

/** For `response`: any 4xx or 5xx is a problem document (RFC 9457). */
export const problemResponses = {
  "4xx": problem("Refused; `type` says why."),
  "5xx": problem("It broke or is not available now."),
};

function problem(description: string) {
  return { description, content: { "application/problem+json": { schema: { $ref: "Problem#" } } } };
}
