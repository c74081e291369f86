// HTML by tagged template: every value is escaped unless it is itself `html`.

declare const brand: unique symbol;
/** Markup that is safe to send as it is. */
export type Html = { readonly [brand]: "Html"; readonly markup: string };

type Value = string | number | Html | null | undefined | false | readonly Value[];

/** html`<p>${text}</p>`: strings are escaped, arrays joined, null, undefined and false left out. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  let markup = strings[0] ?? "";
  values.forEach((value, i) => {
    markup += render(value) + (strings[i + 1] ?? "");
  });
  return trusted(markup);
}

/** Marks markup as safe. Only for what this program made itself. */
export function trusted(markup: string): Html {
  return { markup } as Html;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escaped for element content and quoted attributes, in HTML and XML alike. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function render(value: Value): string {
  if (value === null || value === undefined || value === false) return "";
  if (typeof value === "string") return escapeMarkup(value);
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(render).join("");
  return (value as Html).markup;
}
