// The running archive: every route, every job, and the way down.

import { addCaptureRoutes } from "#candidates/capture-routes.ts";
import { addPollRoutes } from "#candidates/poll-routes.ts";
import { addRankRoutes } from "#candidates/rank-routes.ts";
import { addCandidateRoutes } from "#candidates/routes.ts";
import { addStackActRoutes } from "#candidates/stack-act-routes.ts";
import { addStackRoutes } from "#candidates/stack-routes.ts";
import { digestJobs } from "#digests/jobs.ts";
import { addIssueRoutes } from "#digests/routes.ts";
import { addAudit } from "#editors/audit.ts";
import { type Auth, openAuth } from "#editors/auth.ts";
import { addAuthRoutes } from "#editors/auth-routes.ts";
import type { AuthOptions } from "#editors/better-auth.ts";
import { addEventRoutes } from "#editors/event-routes.ts";
import { actorFinder, type FindActor } from "#editors/find-actor.ts";
import { firstSignInLink } from "#editors/first-editor.ts";
import { addGuard } from "#editors/guard.ts";
import { addEditorRoutes } from "#editors/routes.ts";
import { isPublic } from "#editors/rules.ts";
import { addSignInRoutes } from "#editors/sign-in-routes.ts";
import { addDecisionRoutes } from "#entries/decision-routes.ts";
import { publicationLog } from "#entries/publication-store.ts";
import { publisherFinder } from "#entries/publishers.ts";
import { addEntryRoutes } from "#entries/routes.ts";
import { openSearch } from "#entries/search.ts";
import { addSimilarRoutes } from "#entries/similar-routes.ts";
import { addFeedRoutes } from "#feeds/routes.ts";
import { addSearchFeeds } from "#feeds/search-routes.ts";
import { namesOf } from "#handmade/known-sources.ts";
import { declaredType } from "#handmade/read-page.ts";
import { addHandmadeRoutes } from "#handmade/routes.ts";
import { addApiDocs } from "#http/api-docs.ts";
import { documentCache } from "#http/document-cache.ts";
import { sendKept } from "#http/send-kept.ts";
import { createServer, type Server } from "#http/server.ts";
import { startScheduler } from "#jobs/schedule.ts";
import { pageFrame } from "#pages/frame.ts";
import { missingPage } from "#pages/missing-page.ts";
import { addPageRoutes } from "#pages/routes.ts";
import { addSearchPages } from "#pages/search-routes.ts";
import { sourceNames } from "#search/source-names.ts";
import { decode } from "#sources/decode.ts";
import { addDiscoverRoutes } from "#sources/discover-routes.ts";
import { addOpmlRoutes } from "#sources/opml-routes.ts";
import { addSourceRoutes } from "#sources/routes.ts";
import { addSubscriberPages } from "#subscribers/page-routes.ts";
import { addSubscriberRoutes } from "#subscribers/routes.ts";
import { addSuggestionRoutes } from "#suggestions/routes.ts";
import { websubJobs } from "#websub/jobs.ts";
import { addWebsubRoutes } from "#websub/routes.ts";
import { addSubscriptionRoutes } from "#websub/subscription-routes.ts";
import { openControl } from "./control.ts";
import { eventJobs } from "./event-jobs.ts";
import { greeting } from "./greeting.ts";
import { addHealthRoutes } from "./health.ts";
import { freezerOf, type Parts, sendingOf } from "./parts.ts";
import { pollJobs } from "./poll-jobs.ts";
import { rankJobs } from "./rank-jobs.ts";
import { version } from "./version.ts";
import { openHubbing } from "./websub.ts";
import { runWords } from "./words.ts";

export type Serving = {
  /** PUBLIC_URL: where the links of pages, feeds and mails lead. */
  url: string;
  signInLink: string | null;
  /** What to print at the start. */
  greeting: readonly string[];
  /** Whatever is due by the clock, now: the digests' slots and their sending, and the hub's calls. */
  runDue: () => Promise<void>;
  /** Takes no more requests and jobs, lets those under way end, and closes the parts. */
  close: () => Promise<void>;
};

/**
 * Listens, and starts the jobs, unless a test runs them by hand. Rejects where the port cannot be had;
 * the parts stay open then.
 */
export async function serve(
  parts: Parts,
  { byHand = false }: { byHand?: boolean } = {},
): Promise<Serving> {
  const { config, database, log, clock } = parts;
  const { settings, archive } = config;
  const auth = openAuth({
    ...authOptions(parts),
    ...parts.mailer,
    language: archive.language,
    archiveTitle: archive.title,
  });
  const server = createServer(log, {
    trustProxy: settings.trustProxy ?? false,
    missingPage: missingPage(archive),
  });
  const findActor = actorFinder({ db: database.db, auth, clock });
  addGuard(server, { findActor, url: archive.url });
  const expire = await addRoutes(server, parts, auth, { findActor, byHand });
  const hubbing = openHubbing(parts, { server, expire });
  addWebsubRoutes(server, hubbing, archive);
  addSubscriptionRoutes(server, hubbing, addAudit);
  const address = settings.adminEmail;
  const signInLink = await firstSignInLink({ ...authOptions(parts), address, now: clock() });
  await listenQuietly(server, settings);

  const control =
    database.kind === "pglite"
      ? await openControl(settings.dataDir, (argv, io) =>
          runWords(argv, { io, open: (run) => run(parts) }),
        )
      : null;
  const stopping = new AbortController();
  const digests = digestJobs(sendingOf(parts), stopping.signal);
  const polls = pollJobs(parts, stopping.signal);
  const ranking = rankJobs(parts.ranking, stopping.signal);
  const { timeZone } = archive;
  const websub = websubJobs(hubbing, { timeZone, signal: stopping.signal });
  const scheduler = await startScheduler(
    { db: database.db, clock, log, byHand },
    {
      slots: [...polls.slots, ...digests.slots, ...eventJobs(parts), ...websub.slots],
      ticks: [...polls.ticks, ...digests.ticks, ...ranking, ...websub.ticks],
    },
  );
  return {
    url: archive.url,
    signInLink,
    greeting: greeting(parts, { url: archive.url, signInLink }),
    runDue: async () => {
      await scheduler.runDue();
      for (const tick of [...digests.ticks, ...websub.ticks]) await tick.run();
    },
    close: async () => {
      stopping.abort();
      await control?.close();
      await server.close();
      await scheduler.stop();
      await hubbing.close();
      await auth.settled();
      await parts.close();
    },
  };
}

/** What anybody types is kept apart, so that it drives no page of the archive out. */
const searchBytes = 8 * 1024 * 1024;

/** Gives what makes every document be looked at again before it is served. */
async function addRoutes(
  server: Server,
  parts: Parts,
  auth: Auth,
  { findActor, byHand }: { findActor: FindActor; byHand: boolean },
): Promise<() => void> {
  const { config, database, log, clock, secret, mailer, desk } = parts;
  const { db } = database;
  const { archive, digests } = config;
  await addApiDocs(server, { title: archive.title, version, url: archive.url, isPublic });
  addHealthRoutes(server, db);

  addEditorRoutes(server, { db, clock });
  addEventRoutes(server, { db, log, findActor });
  addAuthRoutes(server, { auth, url: archive.url });
  const frame = pageFrame(archive);
  addSignInRoutes(server, { auth, url: archive.url, language: archive.language, frame });
  addSourceRoutes(server, { db, clock });
  addCandidateRoutes(server, { db, clock });
  addStackRoutes(server, { db, clock });
  addStackActRoutes(server, { db, clock });
  addPollRoutes(server, parts.gather);
  addRankRoutes(server, { db, topics: archive.topics.map(({ slug }) => slug) });
  const slugs = archive.topics.map(({ slug }) => slug);
  const { language } = archive;
  const adding = { db, clock, download: parts.downloadOnce, language, zone: archive.timeZone };
  addDiscoverRoutes(server, { ...adding, parse: parts.gather.reader.parse, topics: slugs });
  addOpmlRoutes(server, { ...adding, archiveTitle: archive.title, topics: slugs });
  addCaptureRoutes(server, { ...adding, topics: archive.topics, stacking: parts.stacking });
  const search = openSearch(db);
  const known = { topics: archive.topics, namesOf: sourceNames(config.sources) };
  addEntryRoutes(server, { ...desk, search, known, stacking: parts.stacking }, slugs);
  addSimilarRoutes(server, desk, parts.indexing.entities);
  addDecisionRoutes(server, desk);
  addHandmadeRoutes(server, {
    ...{ db, clock, archive, knownSources: namesOf(config.sources) },
    decode: (bytes, type) =>
      decode(bytes, type?.includes("charset") ? type : declaredType(bytes)).text,
  });
  addSuggestionRoutes(server, {
    ...{ desk, log, archiveTitle: archive.title, assistant: config.assistant },
    entities: parts.stacking.entities,
  });
  addIssueRoutes(server, { db, clock, addAudit, freezer: freezerOf(parts), schedules: digests });

  const readers = { db, clock, archive, secret, digests, sendNotice: mailer.sendNotice };
  addSubscriberRoutes(server, readers);
  addSubscriberPages(server, { ...readers, frame });

  // A test, which runs everything by hand, writes past the server too.
  const fresh = byHand ? { freshForMs: 0 } : {};
  const documents = documentCache(publicationLog(db), fresh);
  const searches = documentCache(publicationLog(db), { ...fresh, limit: searchBytes });
  sendKept(server, documents);
  const expire = (): void => {
    documents.expire();
    searches.expire();
  };
  server.addHook("onSend", async ({ method }) => {
    if (method !== "GET" && method !== "HEAD") expire();
  });
  const { sources, glossary } = config;
  const publisherOf = publisherFinder(sources);
  const hub = config.hub.address;
  await addFeedRoutes(server, { db, archive, documents, hub, publisherOf });
  await addPageRoutes(server, { db, archive, documents, sources, glossary });
  const searching = { db, archive, search, known, documents: searches };
  addSearchFeeds(server, { ...searching, hub });
  await addSearchPages(server, { ...searching, sources, glossary });
  return expire;
}

/** Fastify logs where it listens; the greeting says it better. */
async function listenQuietly(
  server: Server,
  { port, host }: { port: number; host: string },
): Promise<void> {
  const { level } = server.log;
  server.log.level = "warn";
  await server.listen({ port, host });
  server.log.level = level;
}

function authOptions({ database, secret, config, log }: Parts): AuthOptions {
  return { db: database.db, secret, url: config.archive.url, log };
}
