// The API's description, made from the same schemas that check requests and write answers.

import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { Server } from "./server.ts";

/** Registered before the routes. Serves /api/openapi.json and, for people, /api/docs. */
export async function addApiDocs(
  server: Server,
  about: { title: string; version: string; url: string },
): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: `${about.title}: the desk's API`,
        version: about.version,
        description:
          "Send an API key (`kawaraban keys create --role editor`) as `Authorization: Bearer KEY`.",
      },
      servers: [{ url: about.url }],
      components: {
        securitySchemes: {
          key: { type: "http", scheme: "bearer" },
          session: { type: "apiKey", in: "cookie", name: "kawaraban.session_token" },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    // Pages, feeds and forms are for readers, not for programs.
    transform: ({ schema, url }) => ({
      url,
      schema: url.startsWith("/api/") ? schema : { ...schema, hide: true },
    }),
    // Components keep their own names instead of def-0, def-1.
    refResolver: { buildLocalReference: (json) => String(json.$id) },
  });
  await server.register(swaggerUi, {
    routePrefix: "/api/docs",
    staticCSP: true,
    uiConfig: { docExpansion: "list", tryItOutEnabled: false },
  });
  server.get("/api/openapi.json", { schema: { hide: true } }, () => server.swagger());
}
