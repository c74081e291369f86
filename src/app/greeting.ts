// The first thing an operator reads.

import type { Parts } from "./parts.ts";
import { version } from "./version.ts";

export function greeting(
  { config, database, transport }: Parts,
  at: { url: string; signInLink: string | null },
): string[] {
  const { archive, sources, settings } = config;
  const on = sources.filter(({ active }) => active).length;
  const kept =
    database.kind === "postgresql"
      ? "PostgreSQL (DATABASE_URL)"
      : `PGlite in ${settings.dataDir}: one process; set DATABASE_URL for PostgreSQL`;
  const mail = `goes to ${transport.describe()}${settings.smtpUrl === null ? "; set SMTP_URL to send it" : ""}`;
  const rows = [
    ["Archive", `${at.url}/`],
    ["Feed", `${at.url}/feeds/all.atom`],
    ["API docs", `${at.url}/api/docs`],
    ["Sources", `${on} of ${sources.length} are on (${settings.configDir}/sources.yaml)`],
    ["Database", kept],
    ["Mail", mail],
    ...(at.signInLink ? [["Sign in", `${at.signInLink}  (once, within a day)`]] : []),
    ["API key", "npm run kawaraban -- keys create --role admin"],
  ] as const;
  return [
    `瓦版 Kawaraban ${version}: ${archive.title}`,
    "",
    ...rows.map(([name, told]) => `  ${name.padEnd(9)} ${told}`),
    "",
  ];
}
