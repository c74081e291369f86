// The undo token of an act, as a header of its answer.

import type { FastifyReply } from "fastify";
import { Type } from "typebox";

/** For the schema of such an answer. */
export const operationHeaders = {
  operation: Type.String({
    format: "uuid",
    description: "Undoes it: POST /api/operations/{id}/undo. Absent where nothing was done.",
  }),
};

/** Null where nothing was done. */
export function tellOperation(reply: FastifyReply, operation: string | null): void {
  if (operation !== null) reply.header("operation", operation);
}
