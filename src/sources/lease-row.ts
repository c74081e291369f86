// What a claim tells of a source, as the database writes it.

import type { HttpState, Lease, LeasedSource, Redirect } from "./poll-store.ts";

type LeasedState = Lease["state"];

export type LeaseRow = Omit<LeasedSource, "minimumIntervalMinutes" | "retryAfterScope"> &
  Pick<LeasedState, "host" | "attempt" | "outcome" | "arrivals" | "hints"> & {
    minimum: LeasedSource["minimumIntervalMinutes"];
    scope: LeasedSource["retryAfterScope"];
    error_streak: number;
    unchanged_streak: number;
    first_error_at: string | null;
    last_poll_at: string | null;
    last_ok_at: string | null;
    last_new_at: string | null;
    probed_at: string | null;
    /** Null where there are none. */
    http_states: HttpState[] | null;
    redirects: RedirectJson[] | null;
  };

type RedirectJson = Pick<Redirect, "url" | "target"> & {
  firstSeenAt: string;
  adoptedAt: string | null;
};

export function leaseOf(row: LeaseRow, token: string): Lease {
  return {
    source: {
      ...{ id: row.id, name: row.name, addresses: row.addresses, kind: row.kind, page: row.page },
      ...{ gate: row.gate, language: row.language, via: row.via, carrier: row.carrier },
      ...{ zone: row.zone, topics: row.topics },
      minimumIntervalMinutes: row.minimum,
      retryAfterScope: row.scope,
    },
    state: {
      ...{ host: row.host, attempt: row.attempt, outcome: row.outcome, hints: row.hints },
      arrivals: row.arrivals,
      errorStreak: row.error_streak,
      unchangedStreak: row.unchanged_streak,
      firstErrorAt: instantOf(row.first_error_at),
      lastPollAt: instantOf(row.last_poll_at),
      lastOkAt: instantOf(row.last_ok_at),
      lastNewAt: instantOf(row.last_new_at),
      probedAt: instantOf(row.probed_at),
    },
    token,
    httpStates: row.http_states ?? [],
    redirects: (row.redirects ?? []).map(redirectOf),
  };
}

function redirectOf({ firstSeenAt, adoptedAt, ...redirect }: RedirectJson): Redirect {
  return {
    ...redirect,
    firstSeenAt: Temporal.Instant.from(firstSeenAt),
    adoptedAt: instantOf(adoptedAt),
  };
}

function instantOf(text: string | null): Temporal.Instant | null {
  return text === null ? null : Temporal.Instant.from(text);
}
