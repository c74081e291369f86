/**
 * Whether `word` is in `text`, both folded by foldText. Latin words match whole ("us" is not in
 * "focus"); Japanese has no word breaks to ask for.
 */
export function mentions(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0 && word; at = text.indexOf(word, at + 1)) {
    if (!joined(text[at - 1], word[0]) && !joined(word.at(-1), text[at + word.length])) return true;
  }
  return false;
}

function joined(left: string | undefined, right: string | undefined): boolean {
  return /^[a-z0-9]{2}$/.test(`${left ?? ""}${right ?? ""}`);
}
