// Sea Lane Weekly: a trade magazine in English.

import type { Story } from "./story.ts";

export const seaLaneWeekly: readonly Story[] = [
  {
    headline: "Budget watch: East Bay's coast guard asks for people, not hulls",
    lead: "Half of the proposed increase goes to night watch pay. After the tugboat affair in July that is the right half, our columnist argues.",
  },
  {
    headline: "What an unmanned boat sees in fog, and what it does not",
    lead: "Infrared sensors on the boats of Winter Beacon reached half their rated range in fog. Radar filled the gap, at the price of battery life.",
  },
  {
    headline: "“Nets & chains”: the old idea behind a new harbor barrier",
    lead: "The trial barrier at East Bay would have looked familiar to a harbor master two centuries ago. The winch ashore is what makes it work now.",
  },
  {
    headline: "A dock for three flags: who is repaired first?",
    lead: "The shared repair dock at East Bay needs a queue, and the pact of June does not say who keeps it. Three answers are on the table.",
  },
  {
    headline: "CSO picks island site for fourth coastal radar",
    lead: "The Coastal Surveillance Organisation will place its fourth radar on the island's north cape, at lower power than the first three.",
  },
  {
    headline: "One coupling to fuel them all: inside the new hose standard",
    lead: "Linden, Salma and East Bay settle on a single coupling for refueling at sea. The adapters go in five years.",
  },
  {
    headline: "Recipe: the coast guard's winning fish soup",
    lead: "Heads, bones, leeks, a patient fire. The cook of the patrol craft Asanagi shares what won this year's contest in East Bay.",
  },
  {
    headline: "Winter Beacon scorecard: twenty dummies, none lost",
    lead: "All twenty dummies were found within six hours. The unmanned boats found two of them, forty minutes before anybody else looked there.",
  },
];
