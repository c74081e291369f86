type List = {
  /** `id` is a host-like name that never changes, such as weekly.archive.example.jp. */
  listId: { phrase: string; id: string };
  /** Answers GET with a page and POST by unsubscribing, without cookies (RFC 8058). */
  unsubscribeUrl: string;
  unsubscribeMailto: string | null;
  archiveUrl: string;
  helpUrl: string;
};

/** The fields of a list: RFC 2919 (List-Id), RFC 2369, and one click to leave it, RFC 8058. */
export function listHeaders(list: List): Record<string, string> {
  const { listId, unsubscribeUrl, unsubscribeMailto, archiveUrl, helpUrl } = list;
  const mailto = unsubscribeMailto ? `, <mailto:${unsubscribeMailto}>` : "";
  return {
    "List-Id": `${asciiPhrase(listId.phrase)}<${listId.id}>`,
    "List-Unsubscribe": `<${unsubscribeUrl}>${mailto}`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Archive": `<${archiveUrl}>`,
    "List-Help": `<${helpUrl}>`,
  };
}

/** Readers do not decode an encoded word here, so a phrase that is not ASCII is left out. */
function asciiPhrase(phrase: string): string {
  return /^[A-Za-z0-9 -]+$/.test(phrase) ? `${phrase.trim()} ` : "";
}
