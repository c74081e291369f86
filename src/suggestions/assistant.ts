// The assistant: a language model that speaks OpenAI's chat completions. Off unless it is set up.

import { type Static, Type } from "typebox";

export const AssistantInFile = Type.Object(
  {
    url: Type.String({
      pattern: "^https?://[^\\s?#@]+$",
      maxLength: 500,
      description:
        "Where /chat/completions is, such as http://127.0.0.1:11434/v1; without sign-in, query and fragment.",
    }),
    model: Type.String({
      minLength: 1,
      maxLength: 200,
      description: "The model's name as the server knows it.",
    }),
    first_token_seconds: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 600,
        description: "How long it may take to begin: a local model is loaded first. 60 by default.",
      }),
    ),
    total_seconds: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 3600,
        description: "How long a whole draft may take. 180 by default.",
      }),
    ),
    output_tokens: Type.Optional(
      Type.Integer({
        minimum: 20,
        maximum: 20_000,
        description: "The longest draft that is asked for. 1000 by default.",
      }),
    ),
    limit_as: Type.Optional(
      Type.Enum(["max_tokens", "max_completion_tokens"], {
        type: "string",
        description: "What the server calls that limit. max_tokens by default.",
      }),
    ),
    prices: Type.Optional(
      Type.Object(
        {
          prompt: Type.Number({ minimum: 0, maximum: 1e6, description: "A million tokens read." }),
          completion: Type.Number({
            minimum: 0,
            maximum: 1e6,
            description: "A million tokens written.",
          }),
          currency: Type.String({ pattern: "^[A-Z]{3}$", description: "Such as USD." }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
type AssistantInFile = Static<typeof AssistantInFile>;

export type Prices = NonNullable<AssistantInFile["prices"]>;

export type Assistant = {
  /** Of chat completions, whole. */
  url: string;
  model: string;
  /** ASSISTANT_KEY; null where the server asks for none. Never logged, never shown. */
  key: string | null;
  firstTokenMs: number;
  totalMs: number;
  outputTokens: number;
  limitAs: "max_tokens" | "max_completion_tokens";
  prices: Prices | null;
};

export function assistantOf(file: AssistantInFile, key: string | null): Assistant {
  return {
    url: `${file.url.replace(/\/+$/, "")}/chat/completions`,
    model: file.model,
    key,
    firstTokenMs: (file.first_token_seconds ?? 60) * 1000,
    totalMs: (file.total_seconds ?? 180) * 1000,
    outputTokens: file.output_tokens ?? 1000,
    limitAs: file.limit_as ?? "max_tokens",
    prices: file.prices ?? null,
  };
}
