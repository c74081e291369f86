// Every fault we tell a client of, RFC 9457. `type` is a stable name under /problems/; a client may
// branch on it, so a name is never reused for another meaning.

export const problems = {
  "bad-request": { status: 400, title: "The request is not well-formed" },
  "invalid-input": { status: 422, title: "The request does not fit the schema" },
  "sign-in-needed": { status: 401, title: "Sign in or send an API key" },
  "not-allowed": { status: 403, title: "Your role does not allow this" },
  "not-found": { status: 404, title: "There is nothing here" },
  "method-not-allowed": { status: 405, title: "This address does not take that method" },
  "version-needed": { status: 428, title: "If-Match is needed" },
  "stale-version": { status: 412, title: "Somebody changed this first" },
  "wrong-state": { status: 409, title: "That act is not open in this state" },
  "not-ready": { status: 409, title: "Something is missing before this act" },
  conflict: { status: 409, title: "This collides with what is there" },
  claimed: { status: 409, title: "Somebody else has this in hand" },
  "claim-lost": { status: 409, title: "Your claim on this is over" },
  "too-large": { status: 413, title: "The request is too large" },
  "unsupported-media-type": { status: 415, title: "This content type is not taken" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  "bad-token": { status: 400, title: "This link is not valid" },
  "mail-unavailable": { status: 503, title: "Mail cannot be sent now" },
  "assistant-failed": { status: 502, title: "The assistant gave no usable draft" },
  unavailable: { status: 503, title: "Not available now" },
  "internal-error": { status: 500, title: "Something broke here" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemType = keyof typeof problems;

/** A fault of the input that one pointer names, e.g. `{ at: "/topics/0", found: "x", wanted: "a topic slug" }`. */
export type ProblemPart = { at: string; message: string };

/**
 * A client's fault. Thrown anywhere, answered as `application/problem+json` by `http/`.
 * `detail` is one sentence: what, where, and what would be right.
 */
export class Problem extends Error {
  readonly type: ProblemType;
  readonly parts: readonly ProblemPart[];
  /** Further members of the problem document, such as the current version. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    type: ProblemType,
    detail: string,
    more: { parts?: readonly ProblemPart[]; extra?: Record<string, unknown> } = {},
  ) {
    super(detail);
    this.type = type;
    this.parts = more.parts ?? [];
    this.extra = more.extra ?? {};
  }

  get status(): number {
    return problems[this.type].status;
  }
}
