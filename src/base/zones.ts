// Time zones as dates name them.

// Hours from UTC. RFC 822 §5.1 fixes the American ones; the rest are those seen in feeds.
const hours: Readonly<Record<string, number>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  BST: 1,
  CET: 1,
  WEST: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  IST: 5.5,
  HKT: 8,
  SGT: 8,
  JST: 9,
  KST: 9,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
  HST: -10,
  AKST: -9,
  AKDT: -8,
  PST: -8,
  PDT: -7,
  MST: -7,
  MDT: -6,
  CST: -6,
  CDT: -5,
  EST: -5,
  EDT: -4,
};

/** Minutes east of UTC for "+09:00", "-0530", "+09", "JST"; null for a name that is not known. */
export function offsetMinutes(zone: string): number | null {
  const numeric = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!numeric) {
    const named = hours[zone.toUpperCase()];
    return named === undefined ? null : named * 60;
  }
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
  if (minutes > 18 * 60) return null;
  return numeric[1] === "-" ? -minutes : minutes;
}
