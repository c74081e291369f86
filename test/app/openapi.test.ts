import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { access } from "#editors/access.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

type Schema = { $ref?: string; examples?: unknown[]; [name: string]: unknown };
type Media = { schema?: Schema; example?: unknown; examples?: Record<string, { value: unknown }> };
type Operation = {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: object[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<
    string,
    { content?: Record<string, Media>; headers?: Record<string, { schema: Schema }> }
  >;
};
type Description = {
  security: object[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

describe("the API's description", () => {
  let app: TestApp;
  let described: Description;

  beforeAll(async () => {
    app = await startTestApp(await openTestDatabase(), {
      clock: testClock("2026-11-24T00:00:00Z"),
    });
    described = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as Description;
  });
  afterAll(() => app.close());

  const operations = (): [string, Operation][] =>
    Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );

  test("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(described));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test("describes every route that the access table knows, but the docs and sign-in", () => {
    const known = Object.keys(access)
      .map((rule) => rule.replace(/:(\w+)/g, "{$1}"))
      .filter((rule) => !/ \/api\/(docs|auth|openapi)/.test(rule));
    const told = operations().map(([name]) => name);
    expect(known.filter((rule) => !told.includes(rule))).toEqual([]);
  });

  test("names each operation once, in words", () => {
    const ids = operations().map(([, { operationId }]) => operationId);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [name, { summary, tags }] of operations()) {
      expect([name, summary !== undefined, (tags ?? []).length > 0]).toEqual([name, true, true]);
    }
  });

  test("says of each operation whether it asks for a key or a session", () => {
    const open = operations()
      .filter(([, { security = described.security }]) => security.length === 0)
      .map(([name]) => name.replace(/\{(\w+)\}/g, ":$1"));
    const rules = Object.entries(access).filter(
      ([rule]) => !/ \/api\/(docs|auth|openapi)/.test(rule),
    );
    const expected = rules.filter(([, least]) => least === "anyone").map(([rule]) => rule);
    expect(open.toSorted()).toEqual(expected.toSorted());
  });

  test("says which answers carry the token that undoes the act", () => {
    const undone = operations().filter(([, { responses }]) =>
      ["200", "201"].some((status) => responses[status]?.headers?.operation !== undefined),
    );
    const names = undone.map(([name]) => name);
    const acts = ["submit", "approve", "publish", "request-changes", "correct", "withdraw"];
    for (const act of [...acts, "discard"])
      expect(names).toContain(`POST /api/entries/{id}/${act}`);
    expect(names).toContain("PATCH /api/entries/{id}");
    expect(names).toContain("POST /api/stacks/{id}/accept");
    expect(names.filter((name) => name.startsWith("GET"))).toEqual([]);
  });

  test("has an example for each operation, and each fits its schema", () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
    ajv.addSchema({ $id: "root", ...described });
    const wrong: string[] = [];
    for (const [name, operation] of operations()) {
      const samples = examplesOf(described, operation);
      if (samples.length === 0) wrong.push(`${name} has no example`);
      for (const { schema, value } of samples) {
        const pointed = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"root#/')) as Schema;
        const check = ajv.compile(pointed);
        if (!check(value)) wrong.push(`${name}: ${ajv.errorsText(check.errors)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("is shown to people at /api/docs, without anything from elsewhere", async () => {
    const page = await fetch(`${app.url}/api/docs`);
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).not.toMatch(/(?:src|href)="https?:/);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
  });
});

/** The examples of the body and of the successful answer, with what they have to fit. */
function examplesOf(
  described: Description,
  { requestBody, responses }: Operation,
): { schema: Schema; value: unknown }[] {
  const success = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const media = [
    ...Object.values(requestBody?.content ?? {}),
    ...success.flatMap(([, { content = {} }]) => Object.values(content)),
  ];
  const bare = success.some(([status]) => status === "204") && media.length === 0;
  if (bare) return [{ schema: {}, value: null }];
  return media.flatMap((one) => {
    const schema = one.schema ?? {};
    const named = schema.$ref?.split("/").at(-1);
    const component = named === undefined ? undefined : described.components.schemas[named];
    const values = [
      ...(one.example === undefined ? [] : [one.example]),
      ...Object.values(one.examples ?? {}).map(({ value }) => value),
      ...(schema.examples ?? []),
      ...(component?.examples ?? []),
      ...(component?.example === undefined ? [] : [component.example]),
      ...(schema.example === undefined ? [] : [schema.example]),
    ];
    return values.map((value) => ({ schema, value }));
  });
}
