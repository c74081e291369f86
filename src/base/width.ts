/** Takes two columns: East Asian wide or full-width (UAX #11), by blocks; near enough to lay text out. */
export function isWide(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x1100) return false;
  if (code >= 0x2e80 && code <= 0xa4cf) return true; // nearly all of Japanese
  return blocks.some(([first, final]) => code >= first && code <= final);
}

const blocks = [
  [0xff00, 0xff60],
  [0xac00, 0xd7a3],
  [0x1100, 0x115f],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
] as const;
