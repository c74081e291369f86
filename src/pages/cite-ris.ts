// An entry as RIS, a tag a line: what older reference managers read.

import type { Archive } from "#base/archive.ts";
import { oneLine } from "#base/text.ts";
import { webAddress } from "#base/web-address.ts";
import { permalink } from "#entries/entry-shown.ts";
import type { PublishedEntry } from "#entries/published-store.ts";

/** One record; its lines end with CR LF, as the format has it. */
export function ris(archive: Archive, entry: PublishedEntry): string {
  const { archiveId, reportedOn } = entry;
  const story = webAddress(entry.url);
  const lines = [
    ["TY", "NEWS"],
    ["TI", entry.title],
    ["T2", entry.source],
    ["PY", String(reportedOn.year)],
    ["DA", reportedOn.toString().replaceAll("-", "/")],
    ["LA", entry.language],
    ["DB", archive.title],
    ["AN", archiveId],
    ["UR", permalink(archive, archiveId)],
    ...(story === null ? [] : [["L2", story]]),
    ["ER", ""],
  ];
  return lines.map(([tag, value = ""]) => `${tag}  - ${oneLine(value)}\r\n`).join("");
}
