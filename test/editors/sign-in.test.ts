import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeRole } from "#editors/people.ts";
import { user, verification } from "#editors/table.ts";
import { by, cookieOf, type Desk, openDesk, url } from "./open-desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.server.close());

describe("signing in by a mailed link", () => {
  it("mails a link to somebody an admin added, and one click signs in", async () => {
    await desk.add("approver", "Hanako@Desk.example");
    const token = await desk.mailedToken(" HANAKO@desk.example ");
    expect(desk.mails).toHaveLength(1);
    expect(desk.mails[0]).toMatchObject({ to: "hanako@desk.example", language: "ja" });
    expect(desk.mails[0]?.text).toContain(`${url}/sign-in?token=${token}\n`);

    const response = await desk.submit("/sign-in", { token });
    expect([response.statusCode, response.headers.location]).toEqual([303, "/sign-in"]);
    const me = await get("/api/me", cookieOf(response));
    expect(me.json()).toMatchObject({ name: "山田 approver", role: "approver" });
    expect((await get("/sign-in", cookieOf(response))).body).toContain("山田 approver（approver）");
  });

  it("the cookie is kept from scripts, other sites and plain http, for 30 days", async () => {
    await desk.add("editor");
    const token = await desk.mailedToken("editor@desk.example");
    const { cookies } = await desk.submit("/sign-in", { token });
    expect(cookies).toContainEqual(
      expect.objectContaining({
        name: "__Secure-kawaraban.session_token",
        httpOnly: true,
        secure: true,
        sameSite: "Lax",
        path: "/",
        maxAge: 30 * 24 * 3600,
      }),
    );
  });

  it("a mail scanner that opens the link does not spend it", async () => {
    await desk.add("editor");
    const token = await desk.mailedToken("editor@desk.example");
    for (const method of ["GET", "HEAD", "GET"] as const) {
      const opened = await desk.server.inject({ method, url: `/sign-in?token=${token}` });
      expect([opened.statusCode, opened.cookies]).toEqual([200, []]);
    }
    const byGet = await get(`/api/auth/magic-link/verify?token=${token}`);
    expect(byGet.statusCode).toBe(404);
    expect((await desk.submit("/sign-in", { token })).statusCode).toBe(303);
  });

  it("a link works once", async () => {
    await desk.add("editor");
    const token = await desk.mailedToken("editor@desk.example");
    const answers = await Promise.all([1, 2, 3].map(() => desk.submit("/sign-in", { token })));
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([303, 400, 400]);
    const again = await desk.submit("/sign-in", { token });
    expect([again.statusCode, again.cookies]).toEqual([400, []]);
    expect(again.body).toContain("使用済み");
  });

  it("a link dies after 15 minutes", async () => {
    await desk.add("editor");
    const token = await desk.mailedToken("editor@desk.example");
    await letVerificationsAge("14 minutes 50 seconds");
    expect((await get(`/sign-in?token=${token}`)).statusCode).toBe(200);
    await letVerificationsAge("11 seconds");
    expect((await desk.submit("/sign-in", { token })).statusCode).toBe(400);
  });

  it("an unknown address gets the same answer, and no mail", async () => {
    await desk.add("editor");
    const known = await desk.submit("/sign-in", { address: "editor@desk.example" });
    const unknown = await desk.submit("/sign-in", { address: "nobody@desk.example" });
    expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body]);
    const json = await Promise.all(["editor@desk.example", "nobody@desk.example"].map(askByJson));
    expect(json[1]?.statusCode).toBe(200);
    expect(json[1]?.body).toBe(json[0]?.body);
    await desk.auth.settled();
    expect(desk.mails.map((mail) => mail.to)).toEqual([
      "editor@desk.example",
      "editor@desk.example",
    ]);
  });

  it("a link lets in nobody whom the archive no longer knows", async () => {
    await desk.add("editor");
    const token = await desk.mailedToken("editor@desk.example");
    await desk.db.delete(user);
    expect((await desk.submit("/sign-in", { token })).statusCode).toBe(400);
    expect(await desk.db.select().from(user)).toEqual([]);
  });

  it("works under plain http, and under another name of the same machine", async () => {
    const local = await openDesk({ at: "http://127.0.0.1:3000" });
    await local.add("editor");
    const token = await local.mailedToken("editor@desk.example");
    const named = { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" };
    const response = await local.submit("/sign-in", { token }, named);
    expect(response.statusCode).toBe(303);
    expect(response.cookies[0]).toMatchObject({ name: "kawaraban.session_token", httpOnly: true });
    expect(response.cookies[0]).not.toHaveProperty("secure");
    await local.server.close();
  });

  it("the database holds no token that would sign anybody in", async () => {
    await desk.add("editor");
    const token = await desk.mailedToken("editor@desk.example");
    expect(await tokens()).toHaveLength(1);
    expect(await tokens()).not.toContain(token);
  });

  it("the sixth try in a minute is too many, by form and JSON together", async () => {
    for (let i = 0; i < 4; i++) await desk.submit("/sign-in", { address: "a@desk.example" });
    expect((await askByJson("a@desk.example")).statusCode).toBe(200);
    const sixth = await desk.submit("/sign-in", { address: "a@desk.example" });
    expect(sixth.statusCode).toBe(429);
    const json = await askByJson("a@desk.example");
    expect([json.statusCode, json.json().type]).toEqual([429, "/problems/too-many-requests"]);
  });

  it("a client cannot choose the address its tries are counted by", async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) {
      const forged = { "x-kawaraban-client": `192.0.2.${i}`, "x-forwarded-for": `192.0.2.${i}` };
      const answer = await desk.submit("/sign-in", { address: "a@desk.example" }, forged);
      statuses.push(answer.statusCode);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  it.each(["", "nobody", "a@b", "<script>@x.jp"])(
    "%j is not taken as an address",
    async (address) => {
      expect((await desk.submit("/sign-in", { address })).statusCode).toBe(400);
    },
  );
});

describe("a session", () => {
  it("ends when signing out", async () => {
    const cookie = await desk.signedIn("editor");
    const out = await desk.submit("/sign-out", {}, { cookie });
    expect(out.statusCode).toBe(303);
    expect(out.cookies[0]).toMatchObject({ value: "", maxAge: 0 });
    expect((await get("/api/me", cookie)).statusCode).toBe(401);
  });

  it("is told by get-session and ended by sign-out, for scripts", async () => {
    const cookie = await desk.signedIn("editor");
    const session = await get("/api/auth/get-session", cookie);
    expect(session.json().user).toMatchObject({ email: "editor@desk.example", role: "editor" });
    const foreign = await signOutByJson(cookie, "https://evil.example");
    expect([foreign.statusCode, foreign.json().type]).toEqual([403, "/problems/not-allowed"]);
    expect((await signOutByJson(cookie, url)).statusCode).toBe(200);
    expect((await get("/api/auth/get-session", cookie)).json()).toBeNull();
  });

  it("has the role the person has now", async () => {
    const cookie = await desk.signedIn("approver");
    await desk.add("admin");
    const { id } = (await get("/api/me", cookie)).json();
    await changeRole(desk.db, id.replace("person:", ""), "editor", { by, now: desk.clock() });
    expect((await get("/api/me", cookie)).json().role).toBe("editor");
  });

  it("is over after 30 days, used or not", async () => {
    const cookie = await desk.signedIn("editor");
    await desk.db.execute(
      sql`update session set expires_at = expires_at - interval '29 days 23 hours'`,
    );
    expect((await get("/api/me", cookie)).statusCode).toBe(200);
    await desk.db.execute(sql`update session set expires_at = expires_at - interval '61 minutes'`);
    expect((await get("/api/me", cookie)).statusCode).toBe(401);
  });
});

describe("the forms", () => {
  it.each(["/sign-in", "/sign-out"])("%s takes none from another site", async (path) => {
    const token = "x".repeat(32);
    const answer = await desk.submit(path, { token }, { origin: "https://evil.example" });
    expect(answer.statusCode).toBe(403);
  });

  it("the page is not kept, not framed and runs no script", async () => {
    const { headers, body } = await get("/sign-in");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["content-security-policy"]).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(headers["x-robots-tag"]).toBe("noindex");
    expect(body).toContain('name="address"');
    expect(body).toContain("<header>架空の報道記録</header>");
  });

  it("a token in the address cannot break out of the page", async () => {
    const { body } = await get(
      `/sign-in?token=${encodeURIComponent('"><script>alert(1)</script>')}`,
    );
    expect(body).not.toContain("<script>");
  });

  it.each([
    "POST /api/auth/sign-up/email",
    "POST /api/auth/sign-in/email",
    "POST /api/auth/update-user",
    "POST /api/auth/delete-user",
    "GET /api/auth/list-sessions",
    "GET /api/auth/ok",
    "GET /api/auth/error",
  ])("%s of better-auth is not there", async (operation) => {
    const [method = "", path = ""] = operation.split(" ");
    const answer = await desk.server.inject({ method: method as "GET", url: path });
    expect([answer.statusCode, answer.json().type]).toEqual([404, "/problems/not-found"]);
  });
});

async function get(path: string, cookie = "") {
  return desk.server.inject({
    url: path,
    headers: cookie ? { cookie } : {},
    remoteAddress: desk.client,
  });
}

async function askByJson(email: string) {
  const endpoint = "/api/auth/sign-in/magic-link";
  return desk.server.inject({
    method: "POST",
    url: endpoint,
    payload: { email },
    remoteAddress: desk.client,
  });
}

async function signOutByJson(cookie: string, origin: string) {
  const headers = { cookie, origin };
  return desk.server.inject({ method: "POST", url: "/api/auth/sign-out", headers });
}

async function letVerificationsAge(by: string): Promise<void> {
  await desk.db.execute(
    sql`update verification set expires_at = expires_at - ${sql.raw(`interval '${by}'`)}`,
  );
}

async function tokens(): Promise<string[]> {
  const found = await desk.db.select().from(verification);
  return found.map((row) => row.identifier.replace("magic-link:", ""));
}
