// What the pages say of themselves, in English.

import type { Words } from "./words-ja.ts";

export const en: Words = {
  skip: "To the text",
  topics: "Topics",
  subscribe: "Subscribe by mail",
  search: "Search",
  searchFor: "Words to search for",
  sources: "Sources",
  glossary: "Glossary",
  about: "About this archive",
  feed: "Feed",
  years: "By year",
  year: (year) => String(year),
  yearHeading: (year) => `Reports of ${year}`,
  topicYear: (topic, year) => `${topic}: reports of ${year}`,
  month: (month) => months[month - 1] ?? "",
  day: (on) => `${weekdays[on.dayOfWeek - 1]} ${on.day} ${months[on.month - 1]} ${on.year}`,
  count: (entries) => `${entries} ${entries === 1 ? "entry" : "entries"}`,
  latest: "Latest reports",
  columns: ["Date", "Source", "Headline", "Summary"],
  noHeadline: "(no headline)",
  cited: "Related",
  citing: "Cited by",
  cite: "Cite",
  quoted: (title) => `, “${title}”, `,
  empty: "Nothing has been published yet.",
  emptyTopic: "Nothing has been published under this topic yet.",
  nextSteps: "Where to begin",
  nextSources: "The sources that are polled stand in",
  nextSignIn: "Sign in as an editor",
  nextDocs: "Read about the API",
  notFound: "Page not found",
  noEntry: (id) => `No entry ${id} has been published.`,
  withdrawn: "Withdrawn",
  withdrawnOn: (id, day) =>
    `Entry ${id} was withdrawn on ${day}. Its number will not be given to another.`,
  withdrawnWhy: "Reason",
  noYear: (year) => `No entry of ${year} has been published.`,
  noTopic: (slug) => `There is no topic ${slug}.`,
  noProblem: (name) => `There is no problem type ${name}.`,
  home: "Back to the front page",
  aboutWhat:
    "An archive that reads the news every day, keeps what matters, sums it up and gives it a number for good. Headlines lead to the stories themselves; summaries and notes were written by the editors of this archive. No story is reprinted.",
  aboutId:
    "The number of an entry never changes. 2508-072416 stands for the issue of August 2025, a story of 24 July, the 16th of that day; use it to cite.",
  feeds: "Feeds",
  aboutFeeds:
    "Give one of these addresses to a feed reader, and entries arrive as they are published. Where you can choose, take Atom.",
  everything: "Everything",
  byMail: "Mail",
  aboutMail: "Digests come by mail as well.",
};

const months =
  "January February March April May June July August September October November December".split(
    " ",
  );
const weekdays = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
