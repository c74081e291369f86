/**
 * Of every page for people: it runs no script, loads nothing from elsewhere, sits in no frame. What it
 * may connect to is of no use without a script, but a tester such as Lighthouse asks for /robots.txt
 * in the page's own name.
 */
export const pageHeaders = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "strict-origin-when-cross-origin",
} as const;
