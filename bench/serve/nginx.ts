// The same bytes as files, by one nginx worker.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { type Effort, load, median } from "../support/against.ts";
import type { Figure } from "../support/figures.ts";
import { freePort } from "../support/served.ts";

export async function beside(address: string, { seconds, rounds }: Effort): Promise<Figure[]> {
  if (spawnSync("nginx", ["-v"], { stdio: "ignore" }).error) {
    console.log("nginx is not here: its line is left out");
    return [];
  }
  const dir = await mkdtemp(join(tmpdir(), "kawaraban-nginx-"));
  const feed = Buffer.from(await (await fetch(address)).arrayBuffer());
  await writeFile(join(dir, "feed.atom"), feed);
  await writeFile(join(dir, "feed.atom.gz"), gzipSync(feed));
  const port = await freePort();
  await writeFile(join(dir, "nginx.conf"), configuration(dir, port));
  const nginx = spawn("nginx", ["-p", dir, "-c", "nginx.conf", "-g", "daemon off;"], {
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}/feed.atom`;
  for (let left = 100; left > 0; left -= 1) {
    if (await fetch(url).catch(() => null)) break;
    await wait(50);
  }
  const figures: Figure[] = [];
  for (const coding of ["identity", "gzip"]) {
    const all: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const headers = { "accept-encoding": coding };
      all.push((await load(url, headers, { pid: nginx.pid ?? 0, seconds })).perSecond);
    }
    figures.push({ name: `nginx, one worker, ${coding}, requests/s`, value: median(all) });
  }
  const ended = once(nginx, "exit");
  nginx.kill("SIGTERM");
  await ended;
  await rm(dir, { recursive: true });
  return figures;
}

function configuration(dir: string, port: number): string {
  return `user root;
worker_processes 1;
pid ${dir}/nginx.pid;
error_log ${dir}/error.log;
events { worker_connections 256; }
http {
  access_log off;
  types { application/atom+xml atom; }
  gzip_static on;
  server { listen 127.0.0.1:${port}; root ${dir}; }
}
`;
}
