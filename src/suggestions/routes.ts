// /api/suggestions: help with writing. Nothing here changes an entry.

import { requireEntry } from "#entries/change.ts";
import { checkEntry } from "#entries/checks.ts";
import type { Server } from "#http/server.ts";
import type { Entities } from "#likeness/entities.ts";
import type { Drafting } from "./draft.ts";
import { addDraftRoutes } from "./draft-routes.ts";
import { extractSentences, leadSentences } from "./extract.ts";
import { checkEntryText, MarkSchema, suggestExtract, suggestLead } from "./schemas.ts";
import { reportsOf } from "./subject.ts";
import type { TurnLimits } from "./turns.ts";

export type SuggestionRoutes = Drafting & { entities: Entities };

export function addSuggestionRoutes(
  app: Server,
  { entities, ...drafting }: SuggestionRoutes,
  limits?: TurnLimits,
): void {
  const { desk } = drafting;
  app.addSchema(MarkSchema);

  app.post("/api/suggestions/checks", { schema: checkEntryText }, async ({ body }) => {
    const entry = await requireEntry(desk.db, String(body.entry));
    const { marks, blocks, fixed } = await checkEntry(desk, desk.db, entry, body.text);
    return { marks: [...marks], blocks, fixed: fixed && { ...fixed, notes: [...fixed.notes] } };
  });

  app.post("/api/suggestions/lead", { schema: suggestLead }, async ({ body }) => {
    const reports = await reportsOf(desk, body);
    return { sentences: leadSentences(reports, body.sentences ?? 3, entities) };
  });

  app.post("/api/suggestions/extract", { schema: suggestExtract }, async ({ body }) => {
    const reports = await reportsOf(desk, body);
    return { sentences: extractSentences(reports, body.sentences ?? 3, entities) };
  });

  addDraftRoutes(app, drafting, limits);
}
