// When more than half of all hosts fail at once it is our own network that fails.

const windowSeconds = 120;
/** Fewer hosts than this tell nothing. */
const leastHosts = 8;

type Seen = { at: Temporal.Instant; host: string; source: string; failed: boolean };

export type Breaker = {
  /**
   * Takes note of a poll. Gives the sources whose failures are to be forgiven, this one included,
   * where most hosts have failed lately; else none.
   */
  note: (seen: Seen) => readonly string[];
};

type Noted = { ms: number; host: string; source: string; failed: boolean };

/**
 * `failed` are failures of the transport: no name, no connection, no answer in time. The hosts are
 * counted as polls come and go: going through the window at each poll took half of our CPU at 2,000.
 */
export function openBreaker(): Breaker {
  let lately: Noted[] = [];
  let gone = 0;
  const all = new Map<string, number>();
  const failing = new Map<string, number>();

  const count = ({ host, failed }: Noted, by: number): void => {
    for (const counts of failed ? [all, failing] : [all]) {
      const polls = (counts.get(host) ?? 0) + by;
      if (polls > 0) counts.set(host, polls);
      else counts.delete(host);
    }
  };

  /** Half of the list at least is thrown away at a time, so that it costs little a poll. */
  const forget = (since: number): void => {
    for (let one = lately[gone]; one && one.ms <= since; one = lately[++gone]) count(one, -1);
    if (gone * 2 <= lately.length) return;
    lately = lately.slice(gone);
    gone = 0;
  };

  return {
    note: ({ at, ...seen }) => {
      const noted = { ...seen, ms: at.epochMilliseconds };
      forget(noted.ms - windowSeconds * 1000);
      lately.push(noted);
      count(noted, 1);
      if (!noted.failed || all.size < leastHosts || failing.size * 2 <= all.size) return [];
      const failed = lately.slice(gone).filter((one) => one.failed && one.source !== "");
      const forgiven = failed.map(({ source }) => source);
      // What was forgiven stays in the window as a failed host, and is not forgiven twice.
      for (const one of failed) one.source = "";
      return forgiven;
    },
  };
}
