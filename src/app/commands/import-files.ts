// The pages that an import was pointed at: files, and whole folders of them.

import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { faultInWords } from "#base/fault-words.ts";
import { declaredType } from "#handmade/read-page.ts";
import { decode } from "#sources/decode.ts";

const maxBytes = 20 * 1024 * 1024;
const maxFiles = 5000;
const maxDepth = 10;

export type Found = { files: string[]; faults: string[] };

/** A folder stands for the .html, .htm and .txt files in it, at any depth, by name; links are not followed. */
export async function findPages(paths: readonly string[], cwd: string): Promise<Found> {
  const found: Found = { files: [], faults: [] };
  for (const path of paths) await add(path, 0);
  return found;

  async function add(path: string, depth: number): Promise<void> {
    try {
      if (!(await stat(resolve(cwd, path))).isDirectory()) found.files.push(path);
      else if (depth > maxDepth) found.faults.push(`${path} lies deeper than ${maxDepth} folders.`);
      else await addFolder(path, depth);
    } catch (error) {
      found.faults.push(`${path} cannot be read: ${faultInWords(error)}`);
    }
  }

  async function addFolder(folder: string, depth: number): Promise<void> {
    const names = await readdir(resolve(cwd, folder), { withFileTypes: true });
    for (const entry of names.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const isPage = entry.isFile() && /\.(?:html?|txt)$/i.test(entry.name);
      if (entry.isDirectory() || isPage) await add(join(folder, entry.name), depth + 1);
      if (found.files.length > maxFiles) throw new Error(`more than ${maxFiles} files`);
    }
  }
}

/** Its text, in whatever encoding it is. */
export async function readPageFile(path: string): Promise<string | { fault: string }> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) return { fault: `is ${size} bytes; a page has at most ${maxBytes}.` };
    const bytes = await readFile(path);
    return decode(bytes, declaredType(bytes)).text;
  } catch (error) {
    return { fault: `cannot be read: ${faultInWords(error)}` };
  }
}
