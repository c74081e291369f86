// One piece of an answer in OpenAI's format, streamed or whole. Servers that speak it differ in what
// they leave out; nothing that is missing is a fault here.

export type Usage = { prompt_tokens: number; completion_tokens: number };

export type Chunk = {
  text: string;
  /** Reasoning that is not part of the answer has come. */
  isThinking: boolean;
  refusal: string;
  /** stop, length, content_filter; null while it goes on. */
  finish: string | null;
  usage: Usage | null;
  /** What the server says of its own failure. */
  error: string | null;
  /** The stream said that this is all. */
  isEnd?: boolean;
};

/** `null` where the text is no JSON object. */
export function readChunk(json: string): Chunk | null {
  const root = parsed(json);
  if (root === null) return null;
  const choice = objectOf(listOf(root.choices)[0]);
  const said = objectOf(choice.delta ?? choice.message);
  return {
    text: textOf(said.content),
    isThinking: Boolean(said.reasoning_content ?? said.reasoning ?? said.thinking),
    refusal: textOf(said.refusal),
    finish: typeof choice.finish_reason === "string" ? choice.finish_reason : null,
    usage: usageOf(objectOf(root.usage)),
    error: errorOf(root.error),
  };
}

type Unknowns = Readonly<Record<string, unknown>>;

function parsed(json: string): Unknowns | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Unknowns)
      : null;
  } catch {
    return null;
  }
}

function objectOf(value: unknown): Unknowns {
  return typeof value === "object" && value !== null ? (value as Unknowns) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text, or a list of parts of which some are text. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value.toWellFormed();
  return listOf(value)
    .map((part) => objectOf(part).text)
    .filter((text) => typeof text === "string")
    .join("")
    .toWellFormed();
}

function usageOf({ prompt_tokens, completion_tokens }: Unknowns): Usage | null {
  if (!isCount(prompt_tokens) || !isCount(completion_tokens)) return null;
  return { prompt_tokens, completion_tokens };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function errorOf(value: unknown): string | null {
  if (value === undefined || value === null || value === false) return null;
  const { message } = objectOf(value);
  return typeof message === "string" ? message : typeof value === "string" ? value : "an error";
}
