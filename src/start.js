// The first file that runs, in JavaScript that any Node can read: an old Node gets a plain sentence.

import process from "node:process";

const major = Number(process.versions.node.split(".")[0]);
if (major < 26) {
  process.stderr.write(
    `Node 26 or newer is needed; this is ${process.versions.node} at ${process.execPath}.\n` +
      "`npm install` brings it along (unless optional packages are left out); start with `npm start`.\n",
  );
  process.exit(1);
}
const { enableCompileCache } = await import("node:module");
enableCompileCache?.();
const { main } = await import("./main.ts");
await main(process.argv.slice(2));
