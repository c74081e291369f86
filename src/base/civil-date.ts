// A calendar day alone, in the orders and the words that feeds and Japanese pages use.

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
/** The year before each era's first. */
const eras: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925, R: 2018 };

type Parts = Readonly<Record<string, string | undefined>>;

const forms: readonly RegExp[] = [
  // 2025-07-24, 2025-07, 2025, 2025/7/24, 2025.07.24, 20250724
  /^(?<year>\d{4})(?:(?<gap>[-/.])(?<month>\d{1,2})(?:\k<gap>(?<day>\d{1,2}))?)?$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  // ISO 8601 ordinal day: 2025-205
  /^(?<year>\d{4})-(?<ordinal>\d{3})$/,
  // 24 Jul 2025, 24-Jul-25
  /^(?<day>\d{1,2})[ -](?<name>[a-z]{3,9})\.?[ -](?<year>\d{2,4})$/i,
  // Jul 24 2025, July 24, 2025
  /^(?<name>[a-z]{3,9})\.? (?<day>\d{1,2}),? (?<year>\d{4})$/i,
  // 2025年7月28日, 令和7年7月28日, 令和元年5月1日
  /^(?<era>令和|平成|昭和|R)? ?(?<year>\d{1,4}|元) ?年 ?(?<month>\d{1,2}) ?月(?: ?(?<day>\d{1,2}) ?日)?$/,
  // 7月24日, 7/24
  /^(?<month>\d{1,2})(?: ?月 ?|\/)(?<day>\d{1,2}) ?日?$/,
];

/** `near` decides the year where the text has none. Null where the text is not a real day. */
export function civilDate(text: string, near?: Temporal.PlainDate): Temporal.PlainDate | null {
  for (const form of forms) {
    const parts = form.exec(text)?.groups;
    if (parts) return fromParts(parts, near);
  }
  return null;
}

function fromParts(parts: Parts, near: Temporal.PlainDate | undefined): Temporal.PlainDate | null {
  const month = parts.name ? monthNamed(parts.name) : Number(parts.month ?? 1);
  const day = Number(parts.day ?? 1);
  if (!parts.year) return near ? nearest(month, day, near) : null;
  const year = yearOf(parts.year, parts.era);
  if (!parts.ordinal) return dayOf(year, month, day);
  const first = dayOf(year, 1, 1);
  const ordinal = Number(parts.ordinal);
  return first && ordinal >= 1 && ordinal <= first.daysInYear
    ? first.add({ days: ordinal - 1 })
    : null;
}

/** 1 to 12; 0, which is no month, for a word that is none. */
function monthNamed(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** Years of two and three digits as RFC 5322 §4.3 reads them. */
function yearOf(text: string, era: string | undefined): number {
  const year = text === "元" ? 1 : Number(text);
  if (era) return (eras[era] ?? 0) + year;
  if (text.length === 3) return year + 1900;
  if (text.length === 2) return year + (year < 50 ? 2000 : 1900);
  return year;
}

function nearest(month: number, day: number, near: Temporal.PlainDate): Temporal.PlainDate | null {
  const days = [0, -1, 1].map((years) => dayOf(near.year + years, month, day));
  const distance = (date: Temporal.PlainDate): number => Math.abs(near.until(date).days);
  return days.filter((date) => date !== null).sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (year < 1000) return null;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
  } catch {
    return null;
  }
}
