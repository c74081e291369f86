import type { FastifyReply, FastifyRequest } from "fastify";
import { sendDocument } from "#http/bytes.ts";
import type { DocumentCache } from "#http/document-cache.ts";
import { pageHeaders } from "#http/page-headers.ts";
import { type Page, pageFrame } from "./frame.ts";
import { notFoundPage } from "./not-found-page.ts";
import type { View } from "./view.ts";

export type PageAnswer = {
  /** Names the page within the view; two requests for it are answered with the same bytes. */
  key: string;
  build: () => Promise<Page | null>;
  /** The page of the 410 where there was one; it is asked for only where there is none now. */
  gone?: () => Promise<Page | null>;
  /** The sentence of the 404 where there is no such page. */
  missing: string;
};

export type SendPage = (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: PageAnswer,
) => Promise<FastifyReply | undefined>;

const contentType = "text/html; charset=utf-8";

/** Answers with the page, kept until the next publication, or with a 410 or 404 in words. */
export function pageSender(view: View, documents: DocumentCache): SendPage {
  const frame = pageFrame(view.archive);

  return async (request, reply, { key, build, gone, missing }) => {
    const document = await documents.get(view.path(key), async () => {
      const page = await build();
      if (page === null) return null;
      const { tags } = page;
      return { contentType, text: frame(page).markup, tags, headers: pageHeaders };
    });
    if (document === null) return sendMissing(reply, (await gone?.()) ?? null, missing);
    sendDocument(request, reply, document);
    return undefined;
  };

  function sendMissing(reply: FastifyReply, gone: Page | null, missing: string): FastifyReply {
    const { markup } = frame(gone ?? notFoundPage(view, missing));
    return reply
      .code(gone ? 410 : 404)
      .headers(pageHeaders)
      .type(contentType)
      .send(markup);
  }
}
