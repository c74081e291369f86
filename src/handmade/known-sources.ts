// Newspapers and agencies by the names the archive gives them. A page often has the source and the
// headline on one line with only a space between: without the name, the cut cannot be known.

/** Every spelling in use, the old ones (産經, 讀賣) too. What is configured comes on top. */
export const knownSources: readonly string[] = [
  "朝日新聞",
  "毎日新聞",
  "読売新聞",
  "讀賣新聞",
  "産経新聞",
  "産經新聞",
  "日経新聞",
  "日本経済新聞",
  "東京新聞",
  "沖縄タイムス",
  "琉球新報",
  "共同通信",
  "時事通信",
  "聯合ニュース",
  "日テレ News",
  "日テレ NEWS",
  "FNN Prime Online",
  "TBS News",
  "NHK",
  "乗りものニュース",
  "Reuters",
  "Reuters 通信",
  "AP",
  "AFP",
  "CNN",
  "BBC",
  "Janes",
  "Inside Defense",
  "National Defense",
  "Defense News",
  "Breaking Defense",
  "Naval News",
  "USNI News",
  "Stars & Stripes",
  "The War Zone",
];

/** These and what is configured, with its other spellings. */
export function namesOf(
  configured: readonly { name: string; aliases: readonly string[] }[],
): string[] {
  const names = configured.flatMap(({ name, aliases }) => [name, ...aliases]);
  return [...new Set([...knownSources, ...names])];
}
