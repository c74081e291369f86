import { pgTable, text } from "drizzle-orm/pg-core";

/** What the archive made for itself and must keep, such as its secret. */
export const keepsakes = pgTable("keepsake", {
  name: text().primaryKey(),
  value: text().notNull(),
});
