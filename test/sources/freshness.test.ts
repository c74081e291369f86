import { expect, test } from "vitest";
import type { ResponseHeaders } from "#net/outcome.ts";
import { freshSeconds } from "#sources/freshness.ts";

const none: ResponseHeaders = {
  ...{ contentType: null, etag: null, lastModified: null, cacheControl: null },
  ...{ age: null, expires: null, date: null, retryAfter: null },
};
const date = "Tue, 24 Nov 2026 12:00:00 GMT";
const week = 7 * 86_400;

test.each<[Partial<ResponseHeaders>, number]>([
  [{}, 0],
  [{ cacheControl: "max-age=3600" }, 3_600],
  [{ cacheControl: 'public, Max-Age="3600"' }, 3_600],
  [{ cacheControl: "max-age=3600", age: "600" }, 3_000],
  [{ cacheControl: "max-age=3600", age: "9999" }, 0],
  [{ cacheControl: "max-age=3600", age: "old" }, 3_600],
  [{ cacheControl: "max-age=99999999" }, week],
  [{ cacheControl: "max-age=99999999999999999999" }, week],
  [{ cacheControl: "max-age=-5" }, 0],
  [{ cacheControl: "max-age=soon" }, 0],
  // It speaks to caches that many share, which a reader is not.
  [{ cacheControl: "s-maxage=7200" }, 0],
  [{ cacheControl: "s-maxage=7200, max-age=60" }, 60],
  [{ cacheControl: "no-store, max-age=3600" }, 0],
  [{ cacheControl: "no-cache" }, 0],
  [{ expires: "Tue, 24 Nov 2026 13:00:00 GMT", date }, 3_600],
  [{ expires: "Tue, 24 Nov 2026 13:00:00 GMT", date, age: "60" }, 3_540],
  [{ expires: "Tue, 24 Nov 2026 11:00:00 GMT", date }, 0],
  [{ expires: "0", date }, 0],
  [{ expires: "Tue, 24 Nov 2026 13:00:00 GMT" }, 0],
  // RFC 9111 §5.3: max-age wins over Expires.
  [{ cacheControl: "max-age=60", expires: "Tue, 24 Nov 2026 13:00:00 GMT", date }, 60],
])("%j holds for %i seconds", (headers, expected) => {
  expect(freshSeconds({ ...none, ...headers })).toBe(expected);
});
