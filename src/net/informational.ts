// Interim responses (RFC 9110 §15.2): a server may send any number of them before its answer.

/** Thrown and turned into an outcome by failure.ts. */
export const floodCode = "INFORMATIONAL_FLOOD";

const maxInterim = 10;

/** To be called at each interim response of one request: throws at the eleventh. */
export function refuseFlood(): () => void {
  let count = 0;
  return () => {
    count++;
    if (count <= maxInterim) return;
    const flood: NodeJS.ErrnoException = new Error(`over ${maxInterim} interim responses`);
    flood.code = floodCode;
    throw flood;
  };
}
