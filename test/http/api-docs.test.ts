import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addApiDocs } from "#http/api-docs.ts";
import { createServer, type Server } from "#http/server.ts";
import { quietLog } from "../support/log.ts";

describe("the description of the API", () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer(quietLog);
    await addApiDocs(server, {
      ...{ title: "架空の<報道>記録", version: "1", url: "https://desk.example" },
      isPublic: (method, path) => `${method} ${path}` === "POST /api/readers/:id",
    });
    const Reason = Type.Object({ reason: Type.Optional(Type.String()) });
    const Name = Type.Object({ name: Type.String() });
    const Some = Type.Partial(Name, { minProperties: 1 });
    server.post("/api/readers/:id", { schema: { body: Reason } }, async () => ({}));
    server.put("/api/readers/:id", { schema: { body: Name } }, async () => ({}));
    server.patch("/api/readers/:id", { schema: { body: Some } }, async () => ({}));
    server.get("/about", async () => "");
    await server.ready();
  });
  afterAll(() => server.close());

  it("says which operations ask for neither key nor session", async () => {
    const described = (await server.inject("/api/openapi.json")).json();
    const { post, put } = described.paths["/api/readers/{id}"];
    expect(described.security).toEqual([{ key: [] }, { session: [] }]);
    expect([post.security, put.security]).toEqual([[], undefined]);
    expect(Object.keys(described.paths)).toEqual(["/api/readers/{id}"]);
  });

  it("says which bodies may be left out", async () => {
    const { post, put, patch } = (await server.inject("/api/openapi.json")).json().paths[
      "/api/readers/{id}"
    ];
    const required = [post, put, patch].map(({ requestBody }) => requestBody.required);
    expect(required).toEqual([false, true, true]);
  });

  it("is shown under our title, without a bar that loads other addresses", async () => {
    const { body } = await server.inject("/api/docs");
    expect(body).toContain("<title>架空の&lt;報道&gt;記録: API</title>");
    const { body: script } = await server.inject("/api/docs/static/swagger-initializer.js");
    expect(script).toMatch(/"layout":\s*"BaseLayout"/);
  });
});
