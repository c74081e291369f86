// /subscribe, /subscribe/confirm and /unsubscribe/{token}, for readers without script or cookies.

import type { FastifyReply, FastifyRequest } from "fastify";
import { Problem, type ProblemType } from "#base/problem.ts";
import { acceptForms, formOf } from "#http/form.ts";
import type { Server } from "#http/server.ts";
import { confirmingReader, confirmSubscriber } from "./confirm.ts";
import { buttonPage, type Filled, mailDownPage, sayPage } from "./page-bodies.ts";
import { isLanguage } from "./readers.ts";
import { type Pages, queryOf, show, showBadLink, showForm } from "./send-page.ts";
import { type Subscribe, subscribe } from "./subscribe.ts";
import { leavingReader, unsubscribe } from "./unsubscribe.ts";

export function addSubscriberPages(server: Server, pages: Pages): void {
  // A scope of its own: the API takes no forms.
  void server.register((scope, _, done) => {
    acceptForms(scope);
    acceptMultipart(scope);
    addSubscribePage(scope, pages);
    addConfirmPage(scope, pages);
    addUnsubscribePage(scope, pages);
    done();
  });
}

function addSubscribePage(scope: Server, pages: Pages): void {
  scope.get("/subscribe", async (request, reply) => {
    return showForm(pages, request, reply, { address: "", fault: null });
  });

  scope.post("/subscribe", async (request, reply) => {
    const form = formOf(request);
    const address = form.get("address") ?? "";
    if (!form.has("digest")) return refuse({ address, fault: "noDigest" });
    try {
      await subscribe(pages, wishesOf(form));
      return show(pages, request, reply, (language) => sayPage("asked", language));
    } catch (err) {
      if (isProblem(err, "invalid-input")) return refuse({ address, fault: "badAddress" });
      if (isProblem(err, "mail-unavailable")) {
        return show(pages, request, reply.code(503), mailDownPage);
      }
      throw err;
    }

    function refuse(filled: Filled): FastifyReply {
      return showForm(pages, request, reply.code(422), filled);
    }
  });
}

function addConfirmPage(scope: Server, pages: Pages): void {
  scope.get("/subscribe/confirm", async (request, reply) => {
    const token = queryOf(request, "token");
    if (!confirmingReader(pages, token)) return showBadLink(pages, request, reply);
    const to = { action: "/subscribe/confirm", token };
    return show(pages, request, reply, (language) => buttonPage("confirm", language, to));
  });

  scope.post("/subscribe/confirm", async (request, reply) => {
    const token = formOf(request).get("token") ?? "";
    return act(pages, request, reply, "confirmed", () => confirmSubscriber(pages, token));
  });
}

function addUnsubscribePage(scope: Server, pages: Pages): void {
  scope.get<{ Params: { token: string } }>("/unsubscribe/:token", async (request, reply) => {
    const { token } = request.params;
    if (!leavingReader(pages.secret, token)) return showBadLink(pages, request, reply);
    const to = { action: `/unsubscribe/${token}` };
    return show(pages, request, reply, (language) => buttonPage("leave", language, to));
  });

  scope.post<{ Params: { token: string } }>("/unsubscribe/:token", async (request, reply) => {
    return act(pages, request, reply, "left", () => unsubscribe(pages, request.params.token));
  });
}

/**
 * RFC 8058 §3.1 lets the one-click POST come as multipart/form-data. It is not read: it tells
 * nothing that the address does not.
 */
function acceptMultipart(scope: Server): void {
  scope.addContentTypeParser("multipart/form-data", { bodyLimit: 16_384 }, (_, payload, done) => {
    payload
      .once("end", () => done(null))
      .once("error", done)
      .resume();
  });
}

async function act(
  pages: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  done: "confirmed" | "left",
  change: () => Promise<void>,
): Promise<FastifyReply> {
  try {
    await change();
  } catch (err) {
    if (isProblem(err, "bad-token")) return showBadLink(pages, request, reply);
    throw err;
  }
  return show(pages, request, reply, (language) => sayPage(done, language));
}

function wishesOf(form: URLSearchParams): Subscribe {
  const language = form.get("language");
  return {
    address: form.get("address") ?? "",
    language: isLanguage(language) ? language : undefined,
    digests: form.getAll("digest"),
    topics: form.getAll("topic"),
  };
}

function isProblem(err: unknown, type: ProblemType): boolean {
  return err instanceof Problem && err.type === type;
}
