// What the demo prints once it runs: where everything is, and the walk as commands to paste.

import type { Demo } from "./open-demo.ts";
import { curlOf, deskSteps, type Step, sendStep, subscribeStep } from "./walk.ts";

export function guide(demo: Omit<Demo, "close">): string[] {
  return [
    `  Archive    ${demo.url}`,
    `  Feed       ${demo.url}/feeds/all.atom`,
    `  API docs   ${demo.url}/api/docs`,
    `  Inbox      ${demo.inboxUrl}   (all mail ends here)`,
    `  Newsstand  ${demo.newsstandUrl}`,
    `  API key    ${demo.key}   (admin, for this run)`,
    "",
    "The walk (docs/tour.md explains it). In another terminal:",
    ...commandLines(subscribeStep(demo)),
    ...comment(`Open the mail in ${demo.inboxUrl}, follow its link and press the button`),
    ...deskSteps(demo).flatMap(commandLines),
    ...commandLines(sendStep(demo)),
    ...comment(`Read it in ${demo.inboxUrl}`),
    "",
    "What happens from now on; Ctrl+C stops the demo and removes all it made.",
    "",
  ];
}

function commandLines(step: Step): string[] {
  return [...comment(step.does), curlOf(step)];
}

function comment(text: string): string[] {
  return ["", `# ${text}`];
}
