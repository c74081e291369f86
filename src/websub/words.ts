// What a person sees who opens the hub's address.

import type { Archive } from "#base/archive.ts";

export function hubWords({ title, url, language }: Archive): string {
  const ja = `ここは「${title}」の WebSub ハブです。フィードリーダーなどのプログラムが、更新の知らせを受け取るために使います。読者の方は、フィード ${url}/feeds/all.atom をリーダーに登録してください。`;
  const en = `This is the WebSub hub of ${title}. Programs such as feed readers use it to hear at once of what is published. To read along, add the feed ${url}/feeds/all.atom to your reader.`;
  return `${(language === "ja" ? [ja, en] : [en, ja]).join("\n\n")}\n`;
}
