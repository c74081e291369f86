import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Runs `use` beside the publishers in bench/`file`, which tell their port when they listen. */
export async function withOrigin<T>(file: string, use: (port: string) => Promise<T>): Promise<T> {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const origin = spawn(process.execPath, [path], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(origin.stdout, "data")) as [Buffer];
    return await use(String(line).trim());
  } finally {
    origin.kill("SIGTERM");
  }
}
