import { afterEach, beforeEach, expect, it } from "vitest";
import { firstSignInLink } from "#editors/first-editor.ts";
import { listPeople } from "#editors/people.ts";
import { verification } from "#editors/table.ts";
import { cookieOf, type Desk, openDesk, quiet, secret, tokenIn, url } from "./open-desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.server.close());

it("the first start gives a link that makes the reader of the terminal an admin", async () => {
  const link = await firstLink();
  expect(link).toMatch(/^https:\/\/desk\.example\/sign-in\?token=\w{32}$/);
  expect(desk.mails).toEqual([]);
  const response = await desk.submit("/sign-in", { token: tokenIn(link ?? "") });
  const me = await desk.server.inject({ url: "/api/me", headers: { cookie: cookieOf(response) } });
  expect(me.json()).toMatchObject({ role: "admin" });
});

it("the link holds for a day", async () => {
  await firstLink();
  const [row] = await desk.db.select().from(verification);
  const holdsFor = (row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0);
  expect(Math.round(holdsFor / 60_000)).toBe(24 * 60);
});

it("each start makes a new link, and the one before is dead", async () => {
  const [first, second] = [await firstLink(), await firstLink()];
  expect(second).not.toBe(first);
  expect((await spend(first)).statusCode).toBe(400);
  expect((await spend(second)).statusCode).toBe(303);
  expect(await listPeople(desk.db)).toHaveLength(1);
});

it("once somebody has signed in there is none, signed out or not", async () => {
  const cookie = cookieOf(await spend(await firstLink()));
  expect(await firstLink()).toBeNull();
  await desk.submit("/sign-out", {}, { cookie });
  expect(await firstLink()).toBeNull();
});

it("a corrected ADMIN_EMAIL corrects the first admin", async () => {
  await firstLink("wrong@desk.example");
  await firstLink("Right@desk.example");
  const people = await listPeople(desk.db);
  expect(people.map(({ email, role }) => [email, role])).toEqual([["right@desk.example", "admin"]]);
});

it("several first starts at once add one admin", async () => {
  const links = await Promise.all([firstLink(), firstLink(), firstLink()]);
  expect(new Set(links).size).toBe(3);
  expect(await listPeople(desk.db)).toHaveLength(1);
});

function firstLink(address = "chief@desk.example"): Promise<string | null> {
  return firstSignInLink({ db: desk.db, secret, url, log: quiet, address, now: desk.clock() });
}

function spend(link: string | null) {
  return desk.submit("/sign-in", { token: tokenIn(link ?? "") });
}
