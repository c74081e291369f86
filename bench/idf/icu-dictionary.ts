// The Chinese and Japanese words of ICU's word breaker, with their costs, out of ICU's data file
// (icudt72l.dat). Formats: ICU's udata.h, dictionarydata.h and ucharstrie.h.

/** The cost by word; the cost falls as the word becomes more frequent. */
export function readDictionary(data: Buffer): Map<string, number> {
  const start = findItem(data, "brkitr/cjdict.dict");
  const indexes = start + data.readUInt16LE(start);
  const trie = indexes + data.readInt32LE(indexes);
  const words = new Map<string, number>();
  walk({ unit: (at) => data.readUInt16LE(trie + 2 * at), words }, 0, "");
  return words;
}

/** A package: header, count, pairs of offsets to name and item, from the end of the header. */
function findItem(data: Buffer, suffix: string): number {
  const base = data.readUInt16LE(0);
  const count = data.readUInt32LE(base);
  for (let entry = base + 4; entry < base + 4 + 8 * count; entry += 8) {
    const name = base + data.readUInt32LE(entry);
    const ending = data.toString("latin1", name, data.indexOf(0, name));
    if (ending.endsWith(suffix)) return base + data.readUInt32LE(entry + 4);
  }
  throw new Error(`there is no ${suffix} in this file`);
}

type Trie = { unit: (at: number) => number; words: Map<string, number> };

function walk(trie: Trie, at: number, prefix: string): void {
  let node = trie.unit(at);
  let next = at + 1;
  if (node >= 0x8000) {
    trie.words.set(prefix, value(trie, next, node & 0x7fff).value);
    return;
  }
  if (node >= 0x40) {
    const found = nodeValue(trie, next, node);
    trie.words.set(prefix, found.value);
    next = found.next;
    node &= 0x3f;
  }
  if (node >= 0x30) {
    const units = Array.from({ length: node - 0x2f }, (_, i) => trie.unit(next + i));
    walk(trie, next + units.length, prefix + String.fromCharCode(...units));
  } else if (node === 0) branch(trie, next + 1, prefix, trie.unit(next) + 1);
  else branch(trie, next, prefix, node + 1);
}

/** More than five ways are halved again and again; what is left is a list. */
function branch(trie: Trie, at: number, prefix: string, ways: number): void {
  let next = at;
  let left = ways;
  for (; left > 5; left -= left >> 1) {
    const jump = delta(trie, next + 1);
    branch(trie, jump.next + jump.value, prefix, left >> 1);
    next = jump.next;
  }
  for (; left > 1; left -= 1) {
    const word = prefix + String.fromCharCode(trie.unit(next));
    const node = trie.unit(next + 1);
    const found = value(trie, next + 2, node & 0x7fff);
    next = found.next;
    if (node >= 0x8000) trie.words.set(word, found.value);
    else walk(trie, next + found.value, word);
  }
  walk(trie, next + 1, prefix + String.fromCharCode(trie.unit(next)));
}

type Read = { value: number; next: number };

function value(trie: Trie, next: number, lead: number): Read {
  if (lead < 0x4000) return { value: lead, next };
  if (lead < 0x7fff) return { value: ((lead - 0x4000) << 16) | trie.unit(next), next: next + 1 };
  return long(trie, next);
}

function nodeValue(trie: Trie, next: number, lead: number): Read {
  if (lead < 0x4040) return { value: (lead >> 6) - 1, next };
  if (lead >= 0x7fc0) return long(trie, next);
  return { value: (((lead & 0x7fc0) - 0x4040) << 10) | trie.unit(next), next: next + 1 };
}

function delta(trie: Trie, at: number): Read {
  const lead = trie.unit(at);
  if (lead < 0xfc00) return { value: lead, next: at + 1 };
  if (lead === 0xffff) return long(trie, at + 1);
  return { value: ((lead - 0xfc00) << 16) | trie.unit(at + 1), next: at + 2 };
}

function long(trie: Trie, at: number): Read {
  return { value: (trie.unit(at) << 16) | trie.unit(at + 1), next: at + 2 };
}
