// The import law, held as data: who may import whom. See docs/architecture.md.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const src = fileURLToPath(new URL("../src", import.meta.url));

const law: Readonly<Record<string, readonly string[]>> = {
  base: [],
  net: ["base"],
  mail: ["base"],
  db: ["base"],
  jobs: ["base", "db"],
  http: ["base", "db"],
  editors: ["base", "db", "http", "mail"],
  sources: ["base", "net", "db", "http", "jobs"],
  likeness: ["base"],
  search: ["base", "db"],
  candidates: ["base", "net", "db", "http", "jobs", "editors", "sources", "likeness"],
  entries: ["base", "db", "http", "editors", "sources", "candidates", "likeness", "search"],
  handmade: ["base", "db", "http", "editors", "entries"],
  backup: ["base", "db"],
  suggestions: ["base", "net", "http", "editors", "candidates", "entries", "likeness"],
  feeds: ["base", "net", "db", "http", "search", "entries"],
  pages: ["base", "db", "http", "search", "entries"],
  subscribers: ["base", "db", "http", "mail"],
  digests: ["base", "db", "http", "jobs", "mail", "entries", "subscribers"],
  websub: ["base", "net", "db", "http", "jobs", "entries"],
  // The configuration is made of the shapes that slices declare; no slice imports it.
  config: [
    ...["base", "likeness", "sources", "candidates", "entries", "suggestions"],
    ...["digests", "mail", "websub"],
  ],
  app: ["*"],
  demo: ["*"],
  main: ["app", "config", "base", "demo"],
};

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, slice: sliceOf(file), text: readFileSync(join(src, file), "utf8") }));

function sliceOf(file: string): string {
  return file.includes("/") ? (file.split("/")[0] ?? "") : file.replace(/\.ts$/, "");
}

/** Every specifier of a static or dynamic import, types included. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

describe("the import law", () => {
  test("there are files to check, and imports in them", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(300);
  });

  test("every slice has its place in the law", () => {
    const slices = new Set(files.map(({ slice }) => slice));
    expect([...slices].filter((slice) => !(slice in law))).toEqual([]);
  });

  test("nobody imports what the law does not allow", () => {
    const broken = files.flatMap(({ file, slice, text }) =>
      importsOf(text)
        .filter((specifier) => specifier.startsWith("#"))
        .map((specifier) => specifier.slice(1).split("/")[0]?.replace(/\.ts$/, "") ?? "")
        .filter(
          (other) => other !== slice && !law[slice]?.includes("*") && !law[slice]?.includes(other),
        )
        .map((other) => `${file} imports ${other}`),
    );
    expect(broken).toEqual([]);
  });

  test("a slice is imported by its name, and nobody climbs", () => {
    const climbing = files.filter(({ file, text }) => {
      const allowed = file.startsWith("app/commands/") ? /^\.\.\/[a-z-]+\.ts$/ : /^$/;
      return importsOf(text).some(
        (specifier) => specifier.startsWith("..") && !allowed.test(specifier),
      );
    });
    expect(climbing.map(({ file }) => file)).toEqual([]);
  });
});

describe("kinds of file", () => {
  const shell = /(^|\/)(table|[a-z-]*store)\.ts$/;

  test("only stores and tables hold SQL", () => {
    const outside = files.filter(
      ({ file, slice, text }) =>
        slice !== "db" &&
        !shell.test(file) &&
        file !== "app/health.ts" &&
        importsOf(text).some((specifier) => specifier.startsWith("drizzle-orm")),
    );
    expect(outside.map(({ file }) => file)).toEqual([]);
  });

  test("only http and the routes files speak Fastify", () => {
    const outside = files.filter(
      ({ file, slice, text }) =>
        slice !== "http" &&
        slice !== "app" &&
        !/routes\.ts$|guard\.ts$|find-actor\.ts$|auth-headers\.ts$|same-origin\.ts$|send-[a-z]+\.ts$/.test(
          file,
        ) &&
        importsOf(text).includes("fastify"),
    );
    expect(outside.map(({ file }) => file)).toEqual([]);
  });

  test("no file is longer than 300 lines, and nine in ten are under 150", () => {
    const lengths = files
      .map(({ file, text }) => ({ file: relative("", file), lines: text.split("\n").length }))
      .toSorted((a, b) => b.lines - a.lines);
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
    expect(lengths.filter(({ lines }) => lines > 150).length).toBeLessThan(files.length / 10);
  });
});
