import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { readEnvironment } from "#config/environment.ts";
import { describeFaults } from "#config/fault.ts";
import { directoryWith } from "./support.ts";

test("an empty environment runs on this machine alone", () => {
  const defaults = {
    port: 3000,
    host: "127.0.0.1",
    publicUrl: "http://127.0.0.1:3000",
    databaseUrl: null,
    dataDir: "./data",
    configDir: "./config",
    smtpUrl: null,
    mailFrom: { name: "", address: "kawaraban@localhost" },
    secret: null,
    fetchAllowCidrs: [],
    logLevel: "info",
    adminEmail: "editor@kawaraban.invalid",
    trustProxy: null,
    assistantKey: null,
  };
  expect(readEnvironment({})).toEqual({ settings: defaults, faults: [] });
  expect(readEnvironment({ PORT: "", SMTP_URL: "" }).settings).toEqual(defaults);
});

test.each([
  ["PORT", "0", { port: 0, publicUrl: "http://127.0.0.1:0" }],
  ["PORT", "8080", { port: 8080, publicUrl: "http://127.0.0.1:8080" }],
  ["PUBLIC_URL", "https://Desk.Example", { publicUrl: "https://desk.example" }],
  ["PUBLIC_URL", "https://desk.example/news", { publicUrl: "https://desk.example/news" }],
  ["PUBLIC_URL", "https://a.example", { mailFrom: { name: "", address: "kawaraban@a.example" } }],
  ["PUBLIC_URL", "http://[::1]:80", { mailFrom: { name: "", address: "kawaraban@localhost" } }],
  ["DATABASE_URL", "postgresql://a@b/c", { databaseUrl: "postgresql://a@b/c" }],
  ["SMTP_URL", "smtps://u:p@mail.example:465", { smtpUrl: "smtps://u:p@mail.example:465" }],
  ["MAIL_FROM", "desk@a.example", { mailFrom: { name: "", address: "desk@a.example" } }],
  ["MAIL_FROM", "瓦版 <d@a.example>", { mailFrom: { name: "瓦版", address: "d@a.example" } }],
  ["MAIL_FROM", '"K, B" <d@a.example>', { mailFrom: { name: "K, B", address: "d@a.example" } }],
  ["FETCH_ALLOW_CIDRS", "10.0.0.0/8, fd00::/8", { fetchAllowCidrs: ["10.0.0.0/8", "fd00::/8"] }],
  ["SECRET", "s".repeat(32), { secret: "s".repeat(32) }],
])("%s may be %s", (name, text, settings) => {
  const read = readEnvironment({ [name]: text });
  expect(read.settings).toMatchObject(settings);
  expect(read.faults).toEqual([]);
});

test.each([
  ["PORT", "65536"],
  ["PORT", "-1"],
  ["HOST", "a b"],
  ["PUBLIC_URL", "desk.example"],
  ["PUBLIC_URL", "https://desk.example/"],
  ["PUBLIC_URL", "https://desk.example/?a"],
  ["PUBLIC_URL", "https://desk.example#a"],
  ["PUBLIC_URL", "https://u:p@desk.example"],
  ["DATABASE_URL", "mysql://a/b"],
  ["DATA_DIR", "a\0b"],
  ["SMTP_URL", "smtp://"],
  ["SMTP_URL", "mail.example"],
  ["MAIL_FROM", "Desk"],
  ["MAIL_FROM", "Desk <d@a.example>\r\nBcc: x@a.example"],
  ["MAIL_FROM", "De\nsk <d@a.example>"],
  ["SECRET", "s".repeat(31)],
  ["FETCH_ALLOW_CIDRS", "10.0.0.0"],
  ["FETCH_ALLOW_CIDRS", "10.0.0.0/8,"],
  ["LOG_LEVEL", "INFO"],
  ["ADMIN_EMAIL", "Desk <d@a.example>"],
])("%s may not be %j", (name, text) => {
  const { faults } = readEnvironment({ [name]: text });
  expect(faults.map(({ file, at }) => [file, at])).toEqual([["environment", name]]);
});

test("a mail address has no way to smuggle in a header line", () => {
  const tail = fc.stringMatching(/^[\r\n]{1,2}[a-z: ]{0,9}$/);
  fc.assert(
    fc.property(tail, (more) => {
      const env = { MAIL_FROM: `a@a.example${more}`, ADMIN_EMAIL: `a@a.example${more}` };
      expect(readEnvironment(env).faults).toHaveLength(2);
    }),
  );
});

describe("a variable kept in a file", () => {
  const dir = directoryWith({ secret: `${"k".repeat(40)}\n`, port: "eighty\n" });
  afterAll(() => rmSync(dir, { recursive: true }));

  test("is read without the white space around it", () => {
    const { settings, faults } = readEnvironment({ SECRET_FILE: join(dir, "secret") });
    expect(settings.secret).toBe("k".repeat(40));
    expect(faults).toEqual([]);
  });

  test.each([
    ["set twice", { PORT: "1", PORT_FILE: join(dir, "port") }, "PORT"],
    ["not there", { PORT_FILE: join(dir, "absent") }, "PORT_FILE"],
    ["wrong", { PORT_FILE: join(dir, "port") }, "PORT_FILE"],
  ])("that is %s is a fault", (_, env, at) => {
    const { faults } = readEnvironment(env);
    expect(faults.map((fault) => fault.at)).toEqual([at]);
    expect(describeFaults(faults)).not.toContain("eighty");
  });
});

test("no fault tells a secret, whichever way it is wrong", () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9]{12,30}$/);
  const wrong = fc.constantFrom(
    (text: string) => ({ SECRET: text }),
    (text: string) => ({ DATABASE_URL: `mysql://desk:${text}@db.example/x` }),
    (text: string) => ({ SMTP_URL: `desk:${text}@mail.example` }),
    (text: string) => ({ PUBLIC_URL: `https://desk:${text}@desk.example` }),
    (text: string) => ({ SECRET: text, SECRET_FILE: "/nowhere" }),
  );
  fc.assert(
    fc.property(secret, wrong, (text, env) => {
      const { faults } = readEnvironment(env(text));
      expect(faults).toHaveLength(1);
      expect(describeFaults(faults)).not.toContain(text);
    }),
  );
});
