// Colours and type of the HTML part. Mail readers drop style sheets, so every element carries its
// own style; the sheet only turns them for the dark. Neither pure black nor pure white: some
// readers invert those by force.

import { type Html, trusted } from "#base/html.ts";

const sans =
  "'Hiragino Sans','Hiragino Kaku Gothic ProN','Noto Sans JP','Yu Gothic',Meiryo,'Helvetica Neue',Arial,sans-serif";

export const styles = {
  body: style("margin:0;padding:0;background:#f5f4ef"),
  column: style("width:100%;max-width:640px;margin:0 auto"),
  cell: style(`padding:20px 16px;font:16px/1.8 ${sans};color:#23241f;text-align:left`),
  small: style("margin:0 0 16px;font-size:13px;line-height:1.7;color:#5c5d55"),
  title: style("margin:0 0 4px;font-size:22px;line-height:1.4;font-weight:bold"),
  entry: style("margin:0;padding:20px 0 12px;border-top:1px solid #d8d6cc"),
  meta: style("margin:0 0 4px;font-size:13px;line-height:1.6;color:#5c5d55"),
  headline: style("margin:0 0 8px;font-size:18px;line-height:1.5;font-weight:bold"),
  text: style("margin:0 0 8px"),
  list: style("margin:0 0 8px;padding:0 0 0 24px"),
  link: style("color:#1d4f8c"),
  id: style("color:#1d4f8c;white-space:nowrap"),
};

export const darkSheet: Html = trusted(
  "@media (prefers-color-scheme:dark){" +
    ".k-body{background:#1f2023!important}" +
    ".k-cell{color:#e4e2da!important}" +
    ".k-meta{color:#a9a89f!important}" +
    ".k-entry{border-color:#45464a!important}" +
    ".k-cell a{color:#9cc4f0!important}}",
);

function style(declarations: string): Html {
  return trusted(`style="${declarations}"`);
}
