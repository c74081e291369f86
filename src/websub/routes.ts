// The hub's own address: forms from subscribers, and a word to people.

import type { Archive } from "#base/archive.ts";
import { acceptForms, formOf } from "#http/form.ts";
import type { Server } from "#http/server.ts";
import { acceptRequest } from "./accept.ts";
import type { Hubbing } from "./hubbing.ts";
import { hubWords } from "./words.ts";

/** None where the hub is not ours. Refusals are plain sentences (WebSub §5.1). */
export function addWebsubRoutes(server: Server, hubbing: Hubbing, archive: Archive): void {
  if (hubbing.hub.kind !== "built-in") return;
  // A scope of its own: the API takes no forms.
  void server.register((scope, _, done) => {
    acceptForms(scope);
    scope.get("/websub", { schema: { hide: true } }, async (_request, reply) => {
      return reply.type("text/plain; charset=utf-8").send(hubWords(archive));
    });
    scope.post("/websub", { schema: { hide: true } }, async (request, reply) => {
      await acceptRequest(hubbing, formOf(request));
      reply.code(202).header("cache-control", "no-store").type("text/plain; charset=utf-8");
      return reply.send("Accepted; the callback is asked whether it wants this.\n");
    });
    done();
  });
}
