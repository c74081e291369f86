import { defineConfig } from "vitest/config";

// Two workers, each with modules and a database (PGlite or PostgreSQL) of its own, opened once: half of
// the suite waits for processes and sockets.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: ["test/support/database-setup.ts"],
  },
});
