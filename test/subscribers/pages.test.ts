import { beforeEach, describe, expect, test } from "vitest";
import { Problem } from "#base/problem.ts";
import { unsubscribeUrl } from "#subscribers/links.ts";
import { linkIn, openReadingRoom, type ReadingRoom } from "./open-reading-room.ts";

let room: ReadingRoom;
beforeEach(async () => {
  room = await openReadingRoom();
});

const form = "address=reader%40mail.example&language=en&digest=weekly&topic=air";

describe("the subscribe page", () => {
  test.each([
    ["/subscribe", "ja", "メールで受け取る"],
    ["/subscribe?lang=en", "en", "Subscribe by mail"],
    ["/subscribe?lang=fr", "ja", "メールで受け取る"],
  ])("%s is in %s", async (path, language, title) => {
    const page = await room.get(path);
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(page.body).toContain(`<html lang="${language}">`);
    expect(page.body).toContain(`<h1>${title}</h1>`);
  });

  test("takes the wishes of a form", async () => {
    const page = await room.submit("/subscribe?lang=en", form);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("Look for our mail");
    expect(await room.rows()).toMatchObject([
      { address: "reader@mail.example", language: "en", digests: ["weekly"], topics: ["air"] },
    ]);
  });

  test.each([
    ["address=%3Cb%3E&digest=weekly", "お送りできません"],
    ["address=a%40b.example", "一つ以上"],
  ])("says what is wrong with %s and keeps what was written, escaped", async (sent, sentence) => {
    const page = await room.submit("/subscribe", sent);
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain(sentence);
    const address = new URLSearchParams(sent).get("address") ?? "";
    expect(page.body).toContain(`value="${address.replace("<", "&lt;").replace(">", "&gt;")}"`);
  });

  test("says so when mail is down", async () => {
    room.failMail(new Problem("mail-unavailable", "Not now."));
    const page = await room.submit("/subscribe?lang=en", form);
    expect(page.statusCode).toBe(503);
    expect(page.body).toContain("Mail cannot be sent");
  });

  test("takes forms on pages only: the API answers 415", async () => {
    expect((await room.submit("/api/subscribers", form)).statusCode).toBe(415);
  });
});

describe("the link of a confirmation mail", () => {
  test("changes nothing when a scanner opens it; its button confirms", async () => {
    await room.submit("/subscribe", form);
    const link = linkIn(room.mails[0]);
    const page = await room.get(link.pathname + link.search);
    expect(page.body).toContain('<form method="post" action="/subscribe/confirm?lang=en">');
    expect(await room.rows()).toMatchObject([{ state: "pending" }]);
    const token = /name="token" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
    const done = await room.submit("/subscribe/confirm?lang=en", `token=${token}`);
    expect(done.body).toContain("You are subscribed");
    expect(await room.rows()).toMatchObject([{ state: "confirmed" }]);
  });

  test.each(["GET", "POST"] as const)(
    "with a wrong token is answered 400 to a %s",
    async (method) => {
      const page = await room.server.inject({ method, url: "/subscribe/confirm?token=nonsense" });
      expect(page.statusCode).toBe(400);
      expect(page.body).toContain("このリンクは使えません");
    },
  );
});

describe("the unsubscribe link", () => {
  test("changes nothing when a scanner opens it; its button unsubscribes", async () => {
    const path = await leavingPath();
    const page = await room.get(path);
    const action = /<form method="post" action="([^"]+)">/.exec(page.body)?.[1] ?? "";
    expect(await room.rows()).toMatchObject([{ state: "pending" }]);
    const done = await room.submit(action, "");
    expect(done.body).toContain("You are unsubscribed");
    expect(await room.rows()).toMatchObject([{ state: "unsubscribed" }]);
  });

  test.each([
    ["application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"],
    [
      "multipart/form-data; boundary=b",
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
  ])(
    "takes the one-click POST of RFC 8058 as %s: 200, no redirect, no cookie",
    async (type, payload) => {
      const url = await leavingPath();
      const headers = { "content-type": type };
      const reply = await room.server.inject({ method: "POST", url, payload, headers });
      expect(reply.statusCode).toBe(200);
      expect(reply.headers).not.toHaveProperty("set-cookie");
      expect(await room.rows()).toMatchObject([{ state: "unsubscribed" }]);
    },
  );

  test("that is cut off is answered 400", async () => {
    const path = await leavingPath();
    expect((await room.get(path.replace(/\?.*/, "").slice(0, -1))).statusCode).toBe(400);
    expect((await room.submit("/unsubscribe/x", "")).statusCode).toBe(400);
  });
});

async function leavingPath(): Promise<string> {
  await room.submit("/subscribe", form);
  const [reader] = await room.rows();
  const url = new URL(unsubscribeUrl(room.readers, { id: reader?.id ?? "", language: "en" }));
  return url.pathname + url.search;
}
