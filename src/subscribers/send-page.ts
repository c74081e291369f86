// How a page about mail goes out: in the archive's frame, in the language that was asked for.

import type { FastifyReply, FastifyRequest } from "fastify";
import type { Language } from "#base/archive.ts";
import type { Html } from "#base/html.ts";
import { pageHeaders } from "#http/page-headers.ts";
import { type Filled, type Page, sayPage, subscribePage } from "./page-bodies.ts";
import { isLanguage, type Readers } from "./readers.ts";

/** The archive's frame around a page: header, stylesheet, footer. */
export type Frame = (page: { title: string; language: Language; body: Html }) => Html;

export type Pages = Readers & { frame: Frame };

export function showBadLink(
  pages: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return show(pages, request, reply.code(400), (language) => sayPage("badLink", language));
}

export function showForm(
  pages: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  filled: Filled,
): FastifyReply {
  return show(pages, request, reply, (language) => subscribePage(pages, language, filled));
}

export function show(
  { frame, archive }: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  page: (language: Language) => Page,
): FastifyReply {
  const lang = queryOf(request, "lang");
  const language = isLanguage(lang) ? lang : archive.language;
  return reply
    .type("text/html; charset=utf-8")
    .headers(ownPageHeaders)
    .send(frame({ ...page(language), language }).markup);
}

const ownPageHeaders = {
  ...pageHeaders,
  "cache-control": "no-store",
  // Addresses of readers' own pages are theirs alone.
  "x-robots-tag": "noindex",
};

export function queryOf(request: FastifyRequest, name: string): string {
  const value = (request.query as Record<string, unknown>)[name];
  return typeof value === "string" ? value : "";
}
