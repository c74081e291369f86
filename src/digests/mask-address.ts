/** `r•••@example.jp`: enough to find a reader who asks, not enough to write to one. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, Math.min(1, at))}•••${address.slice(at)}`;
}
