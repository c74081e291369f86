// The command line: words to commands. `open` lends a command the parts it works with. Commands are
// loaded when they run, so that --help answers at once.

import { Command, CommanderError, Option } from "commander";
import { showFault } from "#base/fault-words.ts";
import { Problem } from "#base/problem.ts";
import { roles } from "#http/actor.ts";
import { exits, type Io } from "./io.ts";
import type { Parts } from "./parts.ts";
import { version } from "./version.ts";

export type Run = (parts: Parts) => Promise<number>;

export type Hands = {
  io: Io;
  /** Opens the parts, runs, closes them; or lends those that are open. */
  open: (run: Run) => Promise<number>;
  /** Commands that only a terminal can give; absent inside a server. */
  serve?: () => Promise<number>;
  demo?: () => Promise<number>;
  restore?: (file: string, options: { json?: boolean }) => Promise<number>;
};

/** Runs one command line and gives its exit code. */
export async function runWords(argv: readonly string[], hands: Hands): Promise<number> {
  let code: number = exits.ok;
  const finish = (exit: Promise<number>): Promise<void> =>
    exit.then((given) => {
      code = given;
    });
  try {
    await program(hands, finish).parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.ok : exits.usage;
    hands.io.err(error instanceof Problem ? error.message : showFault(error).stack);
    return exits.failed;
  }
}

type Finish = (exit: Promise<number>) => Promise<void>;

function program({ io, open, serve, demo, restore }: Hands, finish: Finish): Command {
  const line = (write: (line: string) => void) => (text: string) => write(text.trimEnd());
  const program = new Command("kawaraban")
    .description("The desk of a small news archive.")
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: line(io.out), writeErr: line(io.err) })
    .showSuggestionAfterError()
    .addHelpText("after", `\n${about}`);
  if (serve) {
    program
      .command("serve")
      .description("serve the archive, its API and feeds; poll and send")
      .action(() => finish(serve()));
  }
  if (demo) {
    program
      .command("demo")
      .description("the whole loop offline: a newsstand, an archive, an inbox")
      .action(() => finish(demo()));
  }
  if (restore) {
    program
      .command("restore")
      .description("bring a backup into an empty database, whole or not at all")
      .argument("<file>", "what backup wrote")
      .option(...json)
      .action((file, options) => finish(restore(file, options)));
  }
  addDeskWords(program, { io, open }, finish);
  addMailWords(program, { io, open }, finish);
  addKeyWords(program, { io, open }, finish);
  return program;
}

const about = `Configuration: the environment and config/*.yaml (docs/configuration.md).
Exit codes: 0 done, 1 failed or in part, 64 wrong words, 69 not available, 78 wrong configuration.`;

const json = ["--json", "print JSON for machines"] as const;

function addDeskWords(program: Command, { io, open }: Hands, finish: Finish): void {
  program
    .command("poll")
    .description("poll what is due, once")
    .option("--source <id...>", "these sources, due or not")
    .option("--now", "every source that is on, due or not")
    .option(...json)
    .action((options) =>
      finish(
        open(async (parts) => (await import("./commands/poll.ts")).pollCommand(parts, io, options)),
      ),
    );
  addPageWords(program, { io, open }, finish);
  const sources = program.command("sources").description("the sources");
  sources
    .command("check")
    .description("read each configured source once, on or off, and store nothing")
    .option("--source <id...>", "only these")
    .option(...json)
    .action((options) =>
      finish(
        open(async (parts) =>
          (await import("./commands/check-sources.ts")).checkSourcesCommand(parts, io, options),
        ),
      ),
    );
  sources
    .command("opml")
    .description("print the feeds as OPML, for a feed reader")
    .action(() =>
      finish(open(async (parts) => (await import("./commands/opml.ts")).opmlCommand(parts, io))),
    );
  sources
    .command("list", { isDefault: true })
    .description("list the sources and what their last poll came to")
    .option(...json)
    .action((options) =>
      finish(
        open(async (parts) =>
          (await import("./commands/sources.ts")).sourcesCommand(parts, io, options),
        ),
      ),
    );
}

function addPageWords(program: Command, { io, open }: Hands, finish: Finish): void {
  program
    .command("import")
    .description("bring hand-made pages of the archive in; harmless to repeat")
    .argument(
      "<path...>",
      "pages as HTML or text, in UTF-8, Shift_JIS or EUC-JP, or folders of them",
    )
    .option("--topic <slug>", "the topic whose pages they are, where heading and path do not tell")
    .option("--dry-run", "store nothing and print the report")
    .option(...json)
    .action((paths, options) =>
      finish(
        open(async (parts) =>
          (await import("./commands/import.ts")).importCommand(parts, io, paths, options),
        ),
      ),
    );
  program
    .command("export")
    .description("write a topic's year as the page that import reads")
    .requiredOption("--topic <slug>", "the topic")
    .requiredOption("--year <year>", "the year", (text) => Number(text))
    .addOption(
      new Option("--format <form>", "the form of the page")
        .choices(["html", "text"])
        .default("html"),
    )
    .option("--out <file>", "where to write it; else it is printed")
    .action((options) =>
      finish(
        open(async (parts) =>
          (await import("./commands/export.ts")).exportCommand(parts, io, options),
        ),
      ),
    );
  program
    .command("backup")
    .description("write everything as JSON Lines, beside a running server too")
    .option("--out <file>", "a new file, gzip where it ends with .gz; - prints it")
    .option(...json)
    .action((options) =>
      finish(
        open(async (parts) =>
          (await import("./commands/backup.ts")).backupCommand(parts, io, options),
        ),
      ),
    );
}

function addMailWords(program: Command, { io, open }: Hands, finish: Finish): void {
  const digest = program.command("digest").description("the digests and their mail");
  digest
    .command("send")
    .description("compose an issue of a digest now and send it")
    .argument("<schedule>", "the digest's id, e.g. weekly")
    .option(...json)
    .action((id, options) =>
      finish(
        open(async (parts) =>
          (await import("./commands/digest.ts")).sendDigestCommand(parts, io, id, options),
        ),
      ),
    );
  digest
    .command("outbox")
    .description("list the mail written to DATA_DIR/outbox for want of SMTP_URL")
    .option(...json)
    .action((options) =>
      finish(
        open(async (parts) =>
          (await import("./commands/digest.ts")).listOutboxCommand(parts, io, options),
        ),
      ),
    );
}

function addKeyWords(program: Command, { io, open }: Hands, finish: Finish): void {
  const keys = program.command("keys").description("API keys");
  keys
    .command("create")
    .description("make a key and print it, once")
    .addOption(new Option("--role <role>", "what it may do").choices(roles).makeOptionMandatory())
    .option("--name <name>", "what it is for")
    .option(...json)
    .action((options) =>
      finish(
        open(async (parts) =>
          (await import("./commands/keys.ts")).createKeyCommand(parts, io, options),
        ),
      ),
    );
  keys
    .command("list")
    .description("list the keys, without the keys themselves")
    .option(...json)
    .action((options) =>
      finish(
        open(async (parts) =>
          (await import("./commands/keys.ts")).listKeysCommand(parts, io, options),
        ),
      ),
    );
  keys
    .command("revoke")
    .description("make a key worthless")
    .argument("<id>")
    .action((id) =>
      finish(
        open(async (parts) => (await import("./commands/keys.ts")).revokeKeyCommand(parts, io, id)),
      ),
    );
}
