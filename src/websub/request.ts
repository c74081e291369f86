// What a subscriber asks of the hub: W3C WebSub §5.1. Parameters that we do not know are ignored.

import { Problem } from "#base/problem.ts";
import { maxAddressLength, readCallback } from "./callback.ts";

export type Asked = {
  mode: "subscribe" | "unsubscribe";
  /** Path and query of one of our feeds. */
  topic: string;
  callback: string;
  host: string;
  secret: string | null;
  /** How long a subscription lasts that is granted. */
  seconds: number;
};

export type Rules = {
  /** The archive's address, without a trailing slash. */
  url: string;
  isTopic: (path: string) => boolean;
  /** Whether a literal IP address may be called. */
  allows: (address: string) => boolean;
};

const hour = 3_600;
const day = 24 * hour;
/** §5.1: a subscriber may ask for any length, and the hub decides. */
export const leaseSeconds = { least: hour, usual: 10 * day, most: 30 * day };

/** Throws Problem "bad-request", or "not-found" for a topic that is not ours. */
export function readAsked(form: URLSearchParams, { url, isTopic, allows }: Rules): Asked {
  const mode = modeOf(form);
  const topic = topicOf(form.get("hub.topic") ?? "", url);
  if (!isTopic(topic)) {
    throw new Problem("not-found", `hub.topic is no feed of ${url}; its feeds are linked there.`);
  }
  const read = readCallback(form.get("hub.callback") ?? "", allows);
  if ("fault" in read) throw new Problem("bad-request", `hub.callback is ${read.fault}.`);
  return { mode, topic, ...read, secret: secretOf(form), seconds: secondsOf(form) };
}

function modeOf(form: URLSearchParams): Asked["mode"] {
  const mode = form.get("hub.mode");
  if (mode === "subscribe" || mode === "unsubscribe") return mode;
  const wanted = "hub.mode is to be subscribe or unsubscribe";
  throw new Problem("bad-request", `${wanted}; this hub finds out by itself what is published.`);
}

/** One spelling for each topic, so that nobody gets a feed twice. */
function topicOf(topic: string, url: string): string {
  if (topic.length > maxAddressLength) {
    throw new Problem("bad-request", `hub.topic is over ${maxAddressLength} characters.`);
  }
  const { href } = URL.parse(topic) ?? {};
  if (href === undefined) throw new Problem("bad-request", "hub.topic is no address.");
  if (href !== topic) throw new Problem("bad-request", `hub.topic is to be written ${href}`);
  if (!topic.startsWith(`${url}/`) || topic.includes("#")) {
    throw new Problem("not-found", `hub.topic is not an address of ${url}.`);
  }
  return topic.slice(url.length);
}

/** §5.1: it MUST be less than 200 bytes long. */
function secretOf(form: URLSearchParams): string | null {
  const secret = form.get("hub.secret") || null;
  if (secret === null || Buffer.byteLength(secret) < 200) return secret;
  throw new Problem("bad-request", "hub.secret is to be less than 200 bytes long.");
}

function secondsOf(form: URLSearchParams): number {
  const { least, usual, most } = leaseSeconds;
  const text = form.get("hub.lease_seconds") || String(usual);
  if (!/^\d{1,15}$/.test(text)) {
    throw new Problem("bad-request", "hub.lease_seconds is to be a whole number of seconds.");
  }
  return Math.min(Math.max(Number(text), least), most);
}
