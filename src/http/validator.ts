// Requests are checked by Ajv. Addresses hold text only, so numbers in them are read from it; JSON
// has types of its own, and a title of 123 is a mistake that we do not hide.

import { AjvCompiler, type BuildCompilerFromPool } from "@fastify/ajv-compiler";

const compiler = AjvCompiler();

/** Unknown members are refused, not dropped, and every fault is told at once. */
const strict = { removeAdditional: false, allErrors: true, coerceTypes: false } as const;

/** For Fastify's `compilersFactory`. */
export const buildValidator: BuildCompilerFromPool = (shared, options) => {
  const compilerWith = (customOptions: object): ReturnType<BuildCompilerFromPool> =>
    compiler(shared, { ...options, customOptions });
  const ofBodies = compilerWith(strict);
  const ofAddresses = compilerWith({ ...strict, coerceTypes: "array" });
  return (route) => (isBody(route) ? ofBodies : ofAddresses)(route);
};

/** Typed as a schema, it is the whole of what a route asks to be checked. */
function isBody(route: unknown): boolean {
  return (route as { httpPart?: string }).httpPart === "body";
}
