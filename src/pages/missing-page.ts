import type { Archive } from "#base/archive.ts";
import { pageHeaders } from "#http/page-headers.ts";
import type { MissingPage } from "#http/server.ts";
import { pageFrame } from "./frame.ts";
import { notFoundPage } from "./not-found-page.ts";
import { viewsOf } from "./view.ts";

const sentences = {
  ja: (path: string) => `${path} にはページがありません。`,
  en: (path: string) => `There is no page at ${path}.`,
};

/** For whoever mistyped an address: the page that says so, in the language that it begins with. */
export function missingPage(archive: Archive): MissingPage {
  const frame = pageFrame(archive);
  const [own, ...others] = viewsOf(archive);
  return (path) => {
    const view = others.find((other) => path.startsWith(other.path("/"))) ?? own;
    const { markup } = frame(notFoundPage(view, sentences[view.language](path)));
    return { markup, headers: pageHeaders };
  };
}
