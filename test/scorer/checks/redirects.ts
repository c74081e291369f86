// Checks 7 and 12: redirects.

import { validatorFaults } from "../oracle.ts";
import { exactServer, inTurn, stories } from "../page.ts";
import type { Check } from "../score.ts";
import { pass, type World } from "../world.ts";

const mostHops = 5;

/** A moves to B for a while and back again; both have validators of their own. */
export const otherAddress: Check = {
  number: 7,
  title: "validators stay with their address",
  weight: 5,
  run: async (world) => {
    const { origin } = world;
    const a = { body: stories(1), headers: { etag: '"of A"' } };
    const toB = { status: 302, headers: { location: "/b", etag: '"of the redirect"' } };
    origin.script("/a", inTurn(a, toB, toB, a, toB));
    origin.script(
      "/b",
      exactServer(() => ({ body: stories(2), headers: { etag: '"of B"' } })),
    );
    const reader = await world.open([{ id: "a", path: "/a" }]);
    await pass(world, reader, { hours: 12 });
    const faults = validatorFaults(origin.log);
    if (origin.at("/b").length < 3) faults.push(`B was asked ${origin.at("/b").length} times only`);
    return { saw: `A ${origin.at("/a").length} times, B ${origin.at("/b").length} times`, faults };
  },
};

export const moves: Check = {
  number: 12,
  title: "permanent redirects after a week, others never",
  weight: 5,
  run: async (world) => {
    const { origin, clock } = world;
    const began = clock();
    const to = (status: number, location: string) => () => ({ status, headers: { location } });
    origin.script("/moved", to(301, "/new"));
    origin.script("/for-now", to(302, "/elsewhere"));
    origin.script("/circle", to(301, "/circle-2"));
    origin.script("/circle-2", to(301, "/circle"));
    for (let n = 0; n < 12; n += 1) origin.script(`/chain-${n}`, to(302, `/chain-${n + 1}`));
    origin.script("/captive", ({ at }) =>
      began.until(at).total("hours") < 9 * 24 ? to(301, "/login")() : feed,
    );
    const feed = { body: stories(1), headers: { etag: '"f"' } };
    const daily = ({ at }: { at: Temporal.Instant }) => {
      const days = Math.floor(began.until(at).total("hours") / 24);
      return { body: stories(1 + days), headers: { etag: `"${days}"` } };
    };
    for (const path of ["/new", "/elsewhere"]) origin.script(path, exactServer(daily));
    origin.script("/login", () => ({ body: "<!doctype html><title>Sign in</title>" }));
    const ids = ["moved", "for-now", "circle", "chain-0", "captive"];
    const reader = await world.open(ids.map((id) => ({ id, path: `/${id}` })));
    await pass(world, reader, { hours: 6 * 24 });
    const early = origin.at("/moved").length;
    await pass(world, reader, { hours: 6 * 24 });
    return judge(world, early, await reader.titles("captive"));
  },
};

function judge(
  { origin, clock }: World,
  early: number,
  captive: readonly string[],
): { saw: string; faults: string[] } {
  const last = (path: string): number =>
    origin.at(path).at(-1)?.at.until(clock()).total("hours") ?? Number.POSITIVE_INFINITY;
  const faults = [
    ...validatorFaults(origin.at("/new")),
    ...validatorFaults(origin.at("/elsewhere")),
  ];
  if (last("/moved") < 3 * 24) faults.push("the old address is asked after twelve days of 301");
  if (early < 6) faults.push(`the old address was asked ${early} times in six days of 301`);
  if (last("/for-now") > 2 * 24) faults.push("a 302 was taken for good");
  if (captive.length === 0) faults.push("a 301 to a login page was taken for good");
  const turns = Math.max(longest(origin.log, "/circle"), longest(origin.log, "/chain-"));
  if (turns > mostHops + 1) faults.push(`${turns} requests in one chain of redirects`);
  const saw = `301 asked at the old address ${early} times in 6 days, last ${Math.round(last("/moved"))} h before the end; at most ${turns - 1} hops; 302 last ${Math.round(last("/for-now"))} h before it; ${captive.length} stories after nine days of login pages`;
  return { saw, faults };
}

/** The most requests at one moment to paths that begin so. */
function longest(log: World["origin"]["log"], start: string): number {
  const moments = Map.groupBy(
    log.filter(({ path }) => path.startsWith(start)),
    ({ at }) => at.toString(),
  );
  return Math.max(0, ...[...moments.values()].map((seen) => seen.length));
}
