import type { Fragment, Piece } from "./fragments.ts";

/**
 * As many entries in full as fit into `budget` bytes, in their order, the others by their
 * headlines; `left` counts those for which even a headline had no room.
 */
export function fitPieces(
  parts: readonly Fragment[],
  budget: number,
): { pieces: Piece[]; shortened: boolean; left: number } {
  const pieces: Piece[] = [];
  let room = budget;
  // What the headlines of all the entries still to come need.
  let reserved = parts.reduce((sum, part) => sum + part.short.bytes, 0);
  for (const { full, short } of parts) {
    reserved -= short.bytes;
    const piece = full.bytes + reserved <= room ? full : short;
    if (piece.bytes > room) break;
    room -= piece.bytes;
    pieces.push(piece);
  }
  const shortened = pieces.some((piece, i) => piece !== parts[i]?.full);
  return { pieces, shortened, left: parts.length - pieces.length };
}
