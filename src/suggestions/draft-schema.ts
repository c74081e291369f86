// What asking for a draft takes and gives.

import { Type } from "typebox";
import { problemResponses } from "#http/openapi.ts";
import { Id } from "./schemas.ts";

const example = `event: delta
data: {"text":"三つの港で合同訓練が"}

event: delta
data: {"text":"始まった。"}

event: done
data: {"text":"三つの港で合同訓練が始まった。","cut":false,"model":"llama3.1:8b","usage":{"prompt_tokens":812,"completion_tokens":15,"cost":null,"currency":null},"marks":[]}

`;

export const draftSummary = {
  operationId: "draftSummary",
  summary: "A draft of an entry's summary by the assistant, as it is written",
  description: [
    "Changes nothing: an editor takes over what is good. A stream of server-sent events: `delta` has",
    "the next piece of the text; `done` the whole text, whether it was `cut` at the limit of its",
    "length, what it cost, and what the checks say of it; `error` a problem document of type",
    "assistant-failed, in place of `done`, whose `reason` is one of refused, timeout, unreachable,",
    "key-refused, busy, rejected, server-error, not-understood, empty, wrong-language, too-long,",
    "dropped. Close the connection to give it up. Two at once for each editor, sixty in an hour.",
    "409 not-ready where no assistant is set up, or the entry has no report to draft from.",
  ].join(" "),
  tags: ["suggestions"],
  body: Type.Object({ entry: Id }, { additionalProperties: false, examples: [{ entry: 1 }] }),
  response: {
    200: {
      description: "The stream.",
      content: { "text/event-stream": { schema: Type.String({ examples: [example] }) } },
    },
    ...problemResponses,
  },
} as const;
