import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { access } from "#editors/access.ts";
import { addGuard } from "#editors/guard.ts";
import { type Role, roles } from "#http/actor.ts";
import { createServer } from "#http/server.ts";
import { type Desk, openDesk, quiet, url } from "./open-desk.ts";

const rules = Object.entries(access).map(([rule, least]) => ({ rule, least }));
const statusOf = {
  nobody: { anyone: 200, editor: 401, approver: 401, admin: 401 },
  editor: { anyone: 200, editor: 200, approver: 403, admin: 403 },
  approver: { anyone: 200, editor: 200, approver: 200, admin: 403 },
  admin: { anyone: 200, editor: 200, approver: 200, admin: 200 },
} as const;

describe("the access table holds for every route", () => {
  let desk: Desk;
  const headers = new Map<string, Record<string, string>>();

  beforeAll(async () => {
    desk = await openDesk({ stubs: true });
    headers.set("no key", {});
    headers.set("a bad key", { authorization: "Bearer kwb_no-such-key" });
    headers.set("a key in the wrong scheme", {
      authorization: `Basic ${await desk.keyOf("admin")}`,
    });
    headers.set("a forged cookie", { cookie: "__Secure-kawaraban.session_token=abc.def" });
    for (const role of roles) {
      headers.set(`the key of ${role}`, { authorization: `Bearer ${await desk.keyOf(role)}` });
      headers.set(`the session of ${role}`, { cookie: await desk.signedIn(role), origin: url });
    }
  });
  afterAll(() => desk.server.close());

  const callers: [string, keyof typeof statusOf][] = [
    ["no key", "nobody"],
    ["a bad key", "nobody"],
    ["a key in the wrong scheme", "nobody"],
    ["a forged cookie", "nobody"],
    ...roles.flatMap((role): [string, Role][] => [
      [`the key of ${role}`, role],
      [`the session of ${role}`, role],
    ]),
  ];

  describe.each(callers)("with %s", (caller, is) => {
    it.each(rules)("$rule", async ({ rule, least }) => {
      const response = await ask(rule, headers.get(caller) ?? {});
      expect(response.statusCode).toBe(statusOf[is][least]);
      if (response.statusCode === 200) return;
      expect(response.headers["content-type"]).toContain("application/problem+json");
      const type = response.statusCode === 401 ? "sign-in-needed" : "not-allowed";
      expect(response.json().type).toBe(`/problems/${type}`);
    });
  });

  it("HEAD asks for what GET asks for", async () => {
    const head = await desk.server.inject({ method: "HEAD", url: "/api/candidates" });
    expect(head.statusCode).toBe(401);
  });

  it("an address without a route is not found, key or no key", async () => {
    expect((await desk.server.inject("/api/no-such-thing")).statusCode).toBe(404);
  });

  it.each([
    ["no origin", {}, 403],
    ["another site's origin", { origin: "https://evil.example" }, 403],
    ["an origin that only begins like ours", { origin: `${url}.evil.example` }, 403],
    ["the origin of a sandboxed frame", { origin: "null" }, 403],
    ["another site by fetch metadata", { "sec-fetch-site": "cross-site" }, 403],
    ["a sibling site by fetch metadata", { "sec-fetch-site": "same-site" }, 403],
    ["another site's referer", { referer: "https://evil.example/page" }, 403],
    ["our origin", { origin: url }, 200],
    ["our page by referer", { referer: `${url}/console` }, 200],
    [
      "our page by fetch metadata",
      { origin: "http://other.name", "sec-fetch-site": "same-origin" },
      200,
    ],
  ])("a change with a session and %s", async (_, sent, status) => {
    const { cookie = "" } = headers.get("the session of admin") ?? {};
    const response = await ask("POST /api/candidates/:id/accept", { cookie, ...sent });
    expect(response.statusCode).toBe(status);
  });

  it("a change with a key needs no origin, whatever cookies come with it", async () => {
    const { cookie = "" } = headers.get("the session of admin") ?? {};
    const sent = { ...headers.get("the key of editor"), cookie, origin: "https://evil.example" };
    expect((await ask("POST /api/candidates/:id/accept", sent)).statusCode).toBe(200);
  });

  it("reading with a session needs no origin", async () => {
    const { cookie = "" } = headers.get("the session of editor") ?? {};
    expect((await ask("GET /api/candidates", { cookie })).statusCode).toBe(200);
  });

  async function ask(rule: string, sent: Record<string, string>) {
    const [method = "", path = ""] = rule.split(" ");
    return desk.server.inject({
      method: method as "GET",
      url: path.replace(":id", "12").replace("*", "static/x.js"),
      headers: sent,
    });
  }
});

describe("the access table cannot rot", () => {
  it("a route under /api without a rule is refused at registration", () => {
    const server = createServer(quiet);
    addGuard(server, { findActor: async () => null, url, rules: {} });
    expect(() => server.get("/api/secrets", async () => ({}))).toThrow("GET /api/secrets");
    expect(() => server.get("/public", async () => ({}))).not.toThrow();
  });

  it("a rule for GET does not cover POST", () => {
    const server = createServer(quiet);
    addGuard(server, { findActor: async () => null, url, rules: { "GET /api/x/*": "anyone" } });
    expect(() => server.post("/api/x/y", async () => ({}))).toThrow("POST /api/x/y");
  });

  it("a rule without a route stops the start", async () => {
    const server = createServer(quiet);
    addGuard(server, { findActor: async () => null, url, rules: { "GET /api/gone": "editor" } });
    await expect(async () => server.ready()).rejects.toThrow("GET /api/gone");
  });
});
