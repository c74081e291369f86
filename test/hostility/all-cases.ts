import { encodings } from "./cases/encoding.ts";
import { limits } from "./cases/limits.ts";
import { redirects } from "./cases/redirects.ts";
import { scrape } from "./cases/scrape.ts";
import { semantics } from "./cases/semantics.ts";
import { status } from "./cases/status.ts";
import { transport } from "./cases/transport.ts";
import { xml } from "./cases/xml.ts";
import type { HostileCase } from "./hostile-case.ts";

export const hostileCases: readonly HostileCase[] = [
  ...[limits, transport, redirects, status, encodings, xml, semantics, scrape].flat(),
];
