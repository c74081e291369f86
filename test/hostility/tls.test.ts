// Case 15. A certificate that nobody vouches for is no certificate.

import { describe, expect, test } from "vitest";
import { openAgent } from "#net/agent.ts";
import { download } from "#net/download.ts";
import { selfSigned } from "../support/certificate.ts";
import { openHostileOrigin } from "../support/hostile-origin.ts";
import { good, serves } from "./hostile-case.ts";

const tls = selfSigned();

describe("a hostile source", () => {
  test.skipIf(!tls)("15: a self-signed certificate (needs openssl)", async () => {
    const origin = await openHostileOrigin(tls ?? undefined);
    origin.on("/feed", serves(good));
    const agent = openAgent({ allowCidrs: ["127.0.0.0/8"] });
    const request = { url: origin.url("/feed"), validatorsFor: () => undefined };
    const got = await download({ ...request, userAgent: "kawaraban/0", accept: "*/*" }, { agent });
    expect(got).toMatchObject({ outcome: "unreachable", reason: "tls" });
    expect(origin.asked).toEqual([]);
    await agent.destroy();
    await origin.close();
  });
});
