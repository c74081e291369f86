// Checks 2 to 6: validators.

import { isConditional, validatorFaults } from "../oracle.ts";
import type { Script } from "../origin.ts";
import { exactServer, inTurn, stories } from "../page.ts";
import type { Check } from "../score.ts";
import { pass, type World } from "../world.ts";

const lm1 = "Tue, 24 Nov 2026 09:00:00 GMT";
const lm2 = "Tue, 24 Nov 2026 13:00:00 GMT";

const odd: readonly (readonly [etag: string | null, lastModified: string | null])[] = [
  ['W/"x"', null],
  ['w/"lower"', "tue, 24 NOV 2026 09:00:00 gmt"],
  ['"AbCdEf"', lm1],
  ["unquoted", "Tue, 24 Nov 2026 18:00:00 +0900"],
  ['"a+b/c=="', "2026-11-24T09:00:00Z"],
  [`"${"e".repeat(510)}"`, "Tue, 24 Nov 2026 09:00:00 JST"],
  ['"a, b", "c"', "Tuesday, 24-Nov-26 09:00:00 GMT"],
  ['"caf\u00e9"', "yesterday"],
  [null, "Tue, 24 Nov 2026 09:00:00 +0000"],
  [null, "0"],
];

export const exact: Check = {
  number: 2,
  title: "validators to the byte, the latest ones",
  weight: 10,
  run: async (world) => {
    // The third answer has other validators: the ones before are out of sequence then.
    const scripts = odd.map(([etag, modified]) =>
      exactServer(({ nth }) => {
        const end = nth < 2 ? "" : "2";
        return {
          body: stories(nth < 2 ? 1 : 2),
          headers: {
            ...(etag !== null && { etag: etag + end }),
            ...(modified !== null && { "last-modified": modified + end }),
          },
        };
      }),
    );
    return follow(world, scripts, { hours: 12 }, `${odd.length} odd pairs`);
  },
};

export const touched: Check = {
  number: 3,
  title: "new validators, same bytes",
  weight: 5,
  run: (world) =>
    follow(
      world,
      [
        ({ nth }) => ({
          body: stories(1),
          headers: { etag: `"t${nth}"`, "last-modified": nth % 2 === 0 ? lm1 : lm2 },
        }),
      ],
      { hours: 12 },
      "a server that touches its feed before every request",
    ),
};

export const merged: Check = {
  number: 4,
  title: "a 304 merges",
  weight: 5,
  run: (world) => {
    const first = { body: stories(1), headers: { etag: '"m1"', "last-modified": lm1 } };
    const notModified = (headers: Record<string, string>) => ({ status: 304, headers });
    return follow(
      world,
      [
        inTurn(first, notModified({ etag: '"m2"' }), notModified({})),
        inTurn(first, notModified({ "last-modified": lm2 }), notModified({})),
        inTurn(first, notModified({})),
      ],
      { hours: 12 },
      "304 with a new ETag alone, a new date alone, none",
    );
  },
};

export const dropped: Check = {
  number: 5,
  title: "a 200 replaces both",
  weight: 5,
  run: (world) => {
    const both = { etag: '"d1"', "last-modified": lm1 };
    const answers = [both, { "last-modified": lm1 }, {}, { etag: '"d2"' }, both, {}];
    const bodies = answers.map((headers, n) => ({ headers, body: stories(n + 1) }));
    return follow(
      world,
      [
        inTurn(...bodies),
        inTurn(...bodies.toReversed()),
        inTurn(...answers.map((headers) => ({ headers, body: stories(1) }))),
        exactServer(() => ({ body: stories(1), headers: { etag: '"only"' } })),
        exactServer(() => ({ body: stories(1), headers: { "last-modified": lm1 } })),
      ],
      { hours: 12 },
      "either and both withdrawn, with new and with the same bytes",
    );
  },
};

export const changed: Check = {
  number: 6,
  title: "same ETag, changed body",
  weight: 5,
  run: async (world) => {
    world.origin.script("/p0", ({ nth }) => ({
      body: stories(nth + 1),
      headers: { etag: '"never changes"' },
    }));
    const reader = await world.open([{ id: "p0", path: "/p0" }]);
    await pass(world, reader, { hours: 4 });
    const sent = world.origin.at("/p0").length;
    const titles = await reader.titles("p0");
    const faults = titles.length === sent ? [] : [`${titles.length} of ${sent} stories are in`];
    return { saw: `${sent} bodies under one ETag, ${titles.length} stories taken in`, faults };
  },
};

async function follow(
  world: World,
  scripts: readonly Script[],
  time: { hours: number },
  what: string,
): Promise<{ saw: string; faults: string[] }> {
  const { origin } = world;
  const paths = scripts.map((_, n) => `/p${n}`);
  for (const [n, script] of scripts.entries()) origin.script(`/p${n}`, script);
  const reader = await world.open(paths.map((path) => ({ id: path.slice(1), path })));
  await pass(world, reader, time);
  const seldom = paths.filter((path) => origin.at(path).length < 5);
  const faults = [
    ...validatorFaults(origin.log),
    ...seldom.map((path) => `${path} was asked ${origin.at(path).length} times only`),
  ];
  const conditional = origin.log.filter(isConditional).length;
  return { saw: `${what}: ${conditional} of ${origin.log.length} requests conditional`, faults };
}
