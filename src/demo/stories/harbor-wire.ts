// Harbor Wire: an agency.

import type { Story } from "./story.ts";

export const harborWire: readonly Story[] = [
  {
    headline: "Three coast guards open Winter Beacon search drill off East Bay",
    lead: "Seven cutters and three aircraft from East Bay, Linden and Salma began the week-long Winter Beacon exercise, with two unmanned craft taking part for the first time.",
  },
  {
    headline: "East Bay harbor barrier stops all 12 drones in trial",
    lead: "A net, chain and sonar barrier at the mouth of East Bay harbor stopped every unmanned boat sent against it, the harbor authority said. Opening it took eight minutes on average.",
  },
  {
    headline: "Linden tugboat strike ends after pay deal",
    lead: "Tugboat crews in Linden's main port voted to return to work after a nine-day strike that left grain ships waiting outside the breakwater.",
  },
  {
    headline: "Allied patrol craft repair dock breaks ground at East Bay shipyard",
    lead: "Work started on a dock to be shared by the patrol craft of three coast guards. The yard expects it to cut overhaul time from eleven weeks to six.",
  },
  {
    headline: "Blizzard delays second day of Winter Beacon",
    lead: "Organizers postponed the second day of the search and rescue exercise by 24 hours as snow cut visibility below 200 meters. Refueling checks in harbor went ahead.",
  },
  {
    headline: "Second Hayate-class patrol craft launched, with quieter propellers",
    lead: "East Bay shipyard launched the patrol craft Shiosai, the second of five. A schoolgirl who proposed the name cut the rope.",
    corrected: {
      headline: "Second Hayate-class patrol craft launched, with quieter propellers",
      lead: "East Bay shipyard launched the patrol craft Shiosai, the second of four. A schoolgirl who proposed the name cut the rope. (Corrects the number of craft planned.)",
    },
  },
  {
    headline: "Coast guards of three nations to share radio procedure from next year",
    lead: "The heads of the three coast guards agreed in East Bay on common radio procedure for search and rescue, after crews lost minutes to misheard calls in earlier exercises.",
  },
  {
    headline: "Salma harbor museum buys lighthouse clock for one coin",
    lead: "The museum paid a symbolic single coin for the clock that timed the Salma light for 140 years. It runs four minutes slow.",
  },
];
