import { defineConfig } from "vitest/config";

// One worker for the whole suite: the database (PGlite or PostgreSQL) is opened once and shared.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    isolate: false,
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: ["test/support/database-setup.ts"],
  },
});
