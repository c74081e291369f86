// Cursors: opaque to clients, so that the order of a list may change without breaking them.

import { Type } from "typebox";
import { Problem } from "#base/problem.ts";

export const PageQuery = {
  cursor: Type.Optional(
    Type.String({
      maxLength: 200,
      description: "`next` of the page before; absent for the first.",
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
};

export function writeCursor(id: number): string {
  return Buffer.from(`a${id}`).toString("base64url");
}

export function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const id = /^a(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString())?.[1];
  if (id === undefined) {
    throw new Problem("bad-request", "cursor is not one that this list gave out.");
  }
  return Number(id);
}
