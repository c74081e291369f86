import { migrateThread } from "#db/migrate.ts";
import { connectServer, overThread } from "#db/open.ts";
import { openPgliteThread } from "#db/pglite-thread.ts";
import type { Db } from "#db/types.ts";
import { withScratchDatabase } from "../support/scratch.ts";

export function withServer<T>(use: (db: Db) => Promise<T>): Promise<T> {
  return withScratchDatabase(async (url) => {
    const { db, close } = connectServer(url);
    try {
      return await use(db);
    } finally {
      await close();
    }
  }, "search");
}

export async function withPglite<T>(use: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = await overThread(
    await openPgliteThread({ dataDir: undefined, loadDataDir: undefined }),
  );
  try {
    await migrateThread(db);
    return await use(db);
  } finally {
    await close();
  }
}
