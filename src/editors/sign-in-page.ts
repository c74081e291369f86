// The page to sign in and out with, in Japanese and English. It needs no script.

import type { Language } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";

export type SignInView =
  /** Nobody is signed in. */
  | { kind: "ask" }
  /** A link was followed: one click signs in. */
  | { kind: "confirm"; token: string }
  | { kind: "asked" }
  | { kind: "bad-link" }
  | { kind: "bad-address" }
  | { kind: "too-many" }
  | { kind: "signed-in"; name: string; role: string };

/** The archive's frame around a page: header, stylesheet, footer. */
export type Frame = (page: { title: string; language: Language; body: Html }) => Html;

export function signInPage(view: SignInView, language: Language, frame: Frame): string {
  const words = texts[language];
  const content = html`<h1>${words.signIn}</h1>\n${body(view, words)}`;
  return frame({ title: words.signIn, language, body: content }).markup;
}

function body(view: SignInView, words: Words): Html {
  switch (view.kind) {
    case "confirm":
      return html`<form method="post" action="/sign-in">
<input type="hidden" name="token" value="${view.token}">
<p>${words.confirm}</p>
<button autofocus>${words.signIn}</button>
</form>`;
    case "signed-in":
      return html`<p>${words.signedIn(view.name, view.role)}</p>
<form method="post" action="/sign-out"><button>${words.signOut}</button></form>`;
    case "asked":
      return html`<p role="status">${words.asked}</p>`;
    case "ask":
      return askForm(words);
    default:
      return html`<p role="alert">${words[view.kind]}</p>${askForm(words)}`;
  }
}

function askForm(words: Words): Html {
  return html`<form method="post" action="/sign-in">
<label for="address">${words.address}</label>
<input id="address" name="address" type="email" autocomplete="email" maxlength="254" required>
<button>${words.ask}</button>
</form>`;
}

type Words = {
  signIn: string;
  signOut: string;
  confirm: string;
  address: string;
  ask: string;
  asked: string;
  "bad-link": string;
  "bad-address": string;
  "too-many": string;
  signedIn: (name: string, role: string) => string;
};

const texts: Record<Language, Words> = {
  ja: {
    signIn: "サインイン",
    signOut: "サインアウト",
    confirm: "ボタンを押すとサインインします。リンクは一度だけ使えます。",
    address: "メールアドレス",
    ask: "リンクをメールで受け取る",
    asked:
      "登録のあるアドレスであれば、サインイン用のリンクをお送りしました。メールをご確認ください。",
    "bad-link": "このリンクは使用済みか、期限が切れています。もう一度リンクをお受け取りください。",
    "bad-address": "メールアドレスの形をご確認ください。",
    "too-many": "回数が多すぎます。1分ほど待ってからお試しください。",
    signedIn: (name, role) => `${name}（${role}）としてサインインしています。`,
  },
  en: {
    signIn: "Sign in",
    signOut: "Sign out",
    confirm: "Press the button to sign in. The link works once.",
    address: "Mail address",
    ask: "Mail me a link",
    asked: "If the address is known here, a mail with a sign-in link is on its way.",
    "bad-link": "This link was used, or its time is over. Ask for another.",
    "bad-address": "That does not look like a mail address.",
    "too-many": "Too many tries. Wait a minute, then try again.",
    signedIn: (name, role) => `You are signed in as ${name} (${role}).`,
  },
};
