// The desk's side of entries under /api; what readers get is in `pages` and `feeds`.

import type { Server } from "#http/server.ts";
import type { Accepting } from "./accept-candidate.ts";
import { addAcceptRoutes } from "./accept-routes.ts";
import { addAutosaveRoutes } from "./autosave-routes.ts";
import { addClaimRoutes } from "./claim-routes.ts";
import { addHistoryRoutes } from "./history-routes.ts";
import { addReadingRoutes, type Reading } from "./reading-routes.ts";
import { addReviewRoutes } from "./review-routes.ts";
import { EntrySchema } from "./schema.ts";
import { addWithdrawalRoutes } from "./withdrawal-routes.ts";
import { addWritingRoutes } from "./writing-routes.ts";

/** `topics` are the slugs that an entry may have. */
export function addEntryRoutes(
  app: Server,
  desk: Accepting & Reading,
  topics: readonly string[],
): void {
  app.addSchema(EntrySchema);
  addReadingRoutes(app, desk);
  addHistoryRoutes(app, desk);
  addAcceptRoutes(app, desk);
  addWritingRoutes(app, desk, topics);
  addClaimRoutes(app, desk);
  addAutosaveRoutes(app, desk, topics);
  addReviewRoutes(app, desk);
  addWithdrawalRoutes(app, desk);
}
