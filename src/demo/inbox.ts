// The inbox's pages: the list, a mail, and its parts as they came.

import { type Html, html } from "#base/html.ts";
import type { Answer } from "./local-server.ts";

/** A mail as it was caught; numbers count from 1. */
export type Caught = {
  number: number;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  /** The whole message, headers and all. */
  source: string;
};

/** `mails` oldest first. Paths: / and /N, /N/html, /N/text, /N/source; N may be `last`. */
export function showInbox(mails: readonly Caught[], path: string): Answer | undefined {
  if (path === "/") return page("Inbox", list(mails), refresh);
  const [, number, part] = /^\/(last|[1-9]\d{0,5})(?:\/(html|text|source))?$/.exec(path) ?? [];
  const mail = mails.at(number === "last" ? -1 : Number(number) - 1);
  if (!number || !mail) return undefined;
  if (part === "text" || part === "source") return plain(mail[part]);
  if (part === "html") return mail.html === null ? undefined : framed(mail.html);
  return page(mail.subject, letter(mail));
}

const refresh = html`<meta http-equiv="refresh" content="3">`;

function list(mails: readonly Caught[]): Html {
  if (mails.length === 0) return html`<p>No mail yet. This page looks again every 3 seconds.</p>`;
  const rows = mails
    .toReversed()
    .map(
      ({ number, to, subject }) =>
        html`<tr><td>${number}<td><a href="/${number}">${subject}</a><td>${to}</tr>`,
    );
  return html`<table><tr><th><th>Subject<th>To</tr>${rows}</table>`;
}

function letter({ number, to, text, html: markup }: Caught): Html {
  const shown = markup && html`<iframe sandbox="${sandbox}" src="/${number}/html"></iframe>`;
  return html`<p>To ${to} · <a href="/">inbox</a> · <a href="/${number}/source">source</a></p>
${shown}<pre>${linked(text)}</pre>`;
}

/** Links are opened in a tab of their own, which is an ordinary one again. */
const sandbox = "allow-popups allow-popups-to-escape-sandbox";

function linked(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, i) =>
      i % 2 === 0 ? html`${part}` : html`<a href="${part}" target="_blank">${part}</a>`,
    );
}

function page(title: string, body: Html, head?: Html): Answer {
  const { markup } = html`<!doctype html><html lang="en"><meta charset="utf-8">${head}
<meta name="viewport" content="width=device-width"><title>${title}</title><style>
body { font-family: system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
td, th { text-align: left; padding: .3rem 1rem .3rem 0 }
iframe { width: 100%; height: 30rem; border: 1px solid #999 }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
</style><h1>${title}</h1>${body}</html>`;
  return answer(
    "text/html",
    markup,
    "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
  );
}

/** The HTML part: no script, nothing loaded from elsewhere, whatever the mail says. */
function framed(markup: string): Answer {
  const body = markup.replace(/<head[^>]*>/i, '$&<base target="_blank">');
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  return answer("text/html", body, `sandbox ${sandbox}; ${policy}`);
}

function plain(text: string): Answer {
  return answer("text/plain", text, "default-src 'none'");
}

function answer(type: string, body: string, policy: string): Answer {
  const headers = {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
  return { headers, body };
}
