// Whether a page is valid HTML, as html-validate sees it, and which of its rules are not ours.

import { type ConfigData, HtmlValidate } from "html-validate";

const rules: ConfigData = {
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
  rules: {
    // A button of a form submits it unless it says otherwise (HTML §4.10.6).
    "no-implicit-button-type": "off",
    // What is a region only because it scrolls is no section of the text.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // Our own files need no check of their bytes.
    "require-sri": ["error", { target: "crossorigin" }],
  },
};

const validator = new HtmlValidate({ root: true, ...rules });

/** Faults as `line:column rule message`. */
export function htmlFaults(markup: string): string[] {
  const { results } = validator.validateStringSync(markup);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId} ${message}`),
  );
}
