import { crowd } from "./checks/crowd.ts";
import { errors, gone } from "./checks/failures.ts";
import { agent, manners, paths } from "./checks/manners.ts";
import { once } from "./checks/once.ts";
import { pace } from "./checks/pace.ts";
import { moves, otherAddress } from "./checks/redirects.ts";
import { replicas } from "./checks/replicas.ts";
import { throttle } from "./checks/throttle.ts";
import { changed, dropped, exact, merged, touched } from "./checks/validators.ts";
import type { Check } from "./score.ts";

export const checks: readonly Check[] = [
  ...[once, exact, touched, merged, dropped, changed, otherAddress, pace, throttle],
  ...[errors, gone, moves, crowd, manners, agent, paths, replicas],
];
