// The reader's pages about mail, without the frame. Forms that need no script.

import { type Archive, type Language, topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import type { DigestOffered } from "./readers.ts";
import { words } from "./words.ts";

export type Page = { title: string; body: Html };

/** What the reader has filled in so far, and what is wrong with it. */
export type Filled = { address: string; fault: "badAddress" | "noDigest" | null };

type Offer = { archive: Archive; digests: readonly DigestOffered[] };

export function subscribePage(offer: Offer, language: Language, filled: Filled): Page {
  const text = words[language].form;
  const other = language === "ja" ? "en" : "ja";
  return page(
    text.title,
    html`<p>${text.lead}</p>
${filled.fault && html`<p role="alert">${text[filled.fault]}</p>`}
<form method="post" action="/subscribe?lang=${language}">
<p><label for="address">${text.address}</label>
<input id="address" name="address" type="email" autocomplete="email" maxlength="254" required value="${filled.address}"></p>
${choices("digest", text.digests, digestChoices(offer, language))}
${choices("topic", text.topics, topicChoices(offer, language))}
<p>${text.topicsHint}</p>
${languageChoice(text.language, language)}
<p><button>${text.send}</button></p>
</form>
<p><a href="/subscribe?lang=${other}" lang="${other}" hreflang="${other}">${text.otherLanguage}</a></p>`,
  );
}

/** A page that only says something; one where the reader is out offers to begin again. */
export function sayPage(
  kind: "asked" | "confirmed" | "left" | "badLink",
  language: Language,
): Page {
  const { title, text } = words[language][kind];
  const again = html`<p><a href="/subscribe?lang=${language}">${words[language].again}</a></p>`;
  const isEnd = kind === "left" || kind === "badLink";
  return page(title, html`<p role="status">${text}</p>${isEnd && again}`);
}

export function mailDownPage(language: Language): Page {
  const { form, mailDown } = words[language];
  return page(form.title, html`<p role="alert">${mailDown}</p>`);
}

/** Scanners follow links and press no buttons, so a link alone never changes anything. */
export function buttonPage(
  kind: "confirm" | "leave",
  language: Language,
  { action, token }: { action: string; token?: string },
): Page {
  const { title, text, button } = words[language][kind];
  return page(
    title,
    html`<p>${text}</p>
<form method="post" action="${action}?lang=${language}">
${token !== undefined && html`<input type="hidden" name="token" value="${token}">`}
<p><button>${button}</button></p>
</form>`,
  );
}

type Choice = { value: string; label: string; checked: boolean };

function digestChoices({ digests }: Offer, language: Language): Choice[] {
  return digests.map((digest) => ({
    value: digest.id,
    label: topicTitle(digest, language),
    checked: true,
  }));
}

function topicChoices({ archive }: Offer, language: Language): Choice[] {
  return archive.topics.map((topic) => ({
    value: topic.slug,
    label: topicTitle(topic, language),
    checked: false,
  }));
}

function choices(name: string, legend: string, all: readonly Choice[]): Html {
  return html`<fieldset><legend>${legend}</legend>
${all.map(
  ({ value, label, checked }) =>
    html`<label><input type="checkbox" name="${name}" value="${value}"${checked && html` checked`}> ${label}</label>\n`,
)}</fieldset>`;
}

function languageChoice(label: string, chosen: Language): Html {
  const option = (language: Language, name: string): Html =>
    html`<option value="${language}" lang="${language}"${language === chosen && html` selected`}>${name}</option>`;
  return html`<p><label for="language">${label}</label>
<select id="language" name="language">${option("ja", "日本語")}${option("en", "English")}</select></p>`;
}

function page(title: string, content: Html): Page {
  return { title, body: html`<h1>${title}</h1>\n${content}` };
}
