// The walk through the demo, as requests: the guide shows them as curl, the test sends them.

export type Step = {
  /** What it does, in a line. */
  does: string;
  method: "GET" | "POST" | "PATCH";
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: unknown;
};

export type WalkFrom = {
  url: string;
  key: string;
  /** The candidate to accept. */
  candidate: number;
  /** The number that its entry will have, if it is accepted before any other. */
  entry: number;
};

/** From the candidate to the feed. */
export function deskSteps({ url, key, candidate, entry }: WalkFrom): Step[] {
  const headers = { authorization: `Bearer ${key}` };
  const act = (does: string, name: string, version?: number): Step => {
    const seen = version === undefined ? {} : { "if-match": `"v${version}"` };
    const at = `${url}/api/entries/${entry}/${name}`;
    return { does, method: "POST", url: at, headers: { ...headers, ...seen } };
  };
  return [
    {
      ...{ does: "What came in", method: "GET", headers },
      url: `${url}/api/candidates?source=carrier`,
    },
    {
      ...{ does: "Accept the first story: it becomes a draft", method: "POST", headers },
      url: `${url}/api/candidates/${candidate}/accept`,
    },
    {
      ...{ does: "Write its summary in your own words", method: "PATCH" },
      url: `${url}/api/entries/${entry}`,
      headers: { ...headers, "if-match": '"v1"' },
      body: { summary, related: ["2610-092814"] },
    },
    act("Submit it", "submit"),
    act("Approve what you have read: it gets its archive id", "approve", 3),
    act("Publish it", "publish"),
    { does: "It is in the feed", method: "GET", url: `${url}/feeds/all.atom`, headers: {} },
  ];
}

const summary =
  "三ヵ国の合同捜索救助訓練Winter Beaconが東湾沖で始まった。 参加するのは、\n・巡視船7隻\n・航空機3機\n・無人艇2隻\nで、無人艇の参加は初めてである。";

export function subscribeStep({ url }: Pick<WalkFrom, "url">): Step {
  return {
    ...{ does: "Subscribe", method: "POST", url: `${url}/api/subscribers`, headers: {} },
    body: { address: "reader@example.jp", digests: ["weekly"] },
  };
}

export function sendStep({ url, key }: Pick<WalkFrom, "url" | "key">): Step {
  return {
    ...{ does: "Send the weekly digest now", method: "POST", url: `${url}/api/issues` },
    headers: { authorization: `Bearer ${key}` },
    body: { schedule: "weekly" },
  };
}

/** The step as a command, to be pasted into a shell. */
export function curlOf({ method, url, headers, body }: Step): string {
  const all = body === undefined ? headers : { ...headers, "content-type": "application/json" };
  return [
    "curl",
    ...(method === "GET" ? [] : [`-X ${method}`]),
    quote(url),
    ...Object.entries(all).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${quote(JSON.stringify(body))}`]),
  ].join(" ");
}

/** For POSIX shells; the demo's own texts hold no single quote. */
function quote(text: string): string {
  return `'${text}'`;
}
