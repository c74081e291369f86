// The API's description, made from the same schemas that check requests and write answers.

import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { escapeMarkup } from "#base/html.ts";
import { isOptional } from "./json-body.ts";
import type { Server } from "./server.ts";
import { underApi } from "./under-api.ts";

/** Whether an operation asks for neither key nor session; by method and path as registered. */
export type IsPublic = (method: string, path: string) => boolean;

/** Registered before the routes. Serves /api/openapi.json and, for people, /api/docs. */
export async function addApiDocs(
  server: Server,
  about: { title: string; version: string; url: string; isPublic?: IsPublic },
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
    transform: ({ schema, url, route }) => {
      const isPublic = [route.method].flat().every((method) => about.isPublic?.(method, url));
      const shown = underApi(url) ? schema : { ...schema, hide: true };
      return { url, schema: isPublic ? { ...shown, security: [] } : shown };
    },
    transformObject: (described) =>
      "openapiObject" in described ? withOptionalBodies(described.openapiObject) : {},
    // Components keep their own names instead of def-0, def-1.
    refResolver: { buildLocalReference: (json) => String(json.$id) },
  });
  await server.register(swaggerUi, {
    routePrefix: "/api/docs",
    staticCSP: true,
    theme: { title: escapeMarkup(`${about.title}: API`) },
    // The base layout has no bar on top, with its logo and its field for other addresses.
    uiConfig: { docExpansion: "list", tryItOutEnabled: false, layout: "BaseLayout" },
  });
  server.get("/api/openapi.json", { schema: { hide: true } }, () => server.swagger());
}

/** @fastify/swagger calls every body required. */
function withOptionalBodies<D extends object>(described: D): D {
  const { paths = {} } = described as { paths?: Record<string, Record<string, Operation>> };
  for (const { requestBody } of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    const schema = requestBody?.content["application/json"]?.schema;
    if (requestBody && schema && isOptional(schema)) requestBody.required = false;
  }
  return described;
}

type Operation = {
  requestBody?: { required: boolean; content: Record<string, { schema?: object }> };
};
