// Which tables a backup holds, and which it does not and why: every table is on one of the two lists.

/** In the order in which a restore fills them: what is referred to comes first. */
export const keptTables = [
  ...["keepsake", "user", "account", "api_key", "operation", "audit"],
  ...["event", "event_counter", "claim"],
  ...["source", "poll_state", "host", "http_state", "redirect", "fetch_log", "poll_failure"],
  ...["stack", "candidate", "candidate_revision", "candidate_term"],
  ...["stack_link", "stack_likeness", "rank_model"],
  ...["entry", "entry_revision", "autosave", "day_counter", "publication"],
  "publication_tag",
  ...["subscriber", "issue", "delivery", "delivery_entry", "delivery_attempt"],
  ...["job", "job_run"],
  ...["websub_topic", "websub_subscription", "websub_call", "websub_watch"],
] as const;

/** By name: why it is not kept. */
export const leftOut: Readonly<Record<string, string>> = {
  session: "who is signed in where; everybody signs in again",
  verification: "one-time links of some minutes; ask for a new one",
  entry_term: "made anew of the entries by the indexing job",
  entry_indexed: "made anew of the entries by the indexing job",
  entry_indexing: "how far indexing has come; it begins anew",
  robots: "robots.txt of hosts, asked for again after a day in any case",
  discovery: "pages downloaded to look for feeds, of use for some minutes",
};
