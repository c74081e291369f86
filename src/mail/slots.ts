/** At most `count` at once; the others wait in the order in which they came. */
type Slots = { acquire(): Promise<void>; release(): void; drained(): Promise<void> };

export function openSlots(count: number): Slots {
  const waiting: (() => void)[] = [];
  let free = count;
  return { acquire, release, drained };

  function acquire(): Promise<void> {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve));
    free -= 1;
    return Promise.resolve();
  }

  function release(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  /** Resolves when nobody before us holds a slot or waits for one. */
  async function drained(): Promise<void> {
    await Promise.all(Array.from({ length: count }, acquire));
    for (let n = 0; n < count; n += 1) release();
  }
}
