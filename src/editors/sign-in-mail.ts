// The mail that carries a sign-in link.

import type { Language } from "#base/archive.ts";

/** How long a mailed link holds; the mail says so. */
export const linkMinutes = 15;

export function signInMail(
  language: Language,
  archiveTitle: string,
  link: string,
): { subject: string; text: string } {
  return texts[language](archiveTitle, link);
}

type Write = (title: string, link: string) => { subject: string; text: string };

const texts: Record<Language, Write> = {
  ja: (title, link) => ({
    subject: `${title}：サインインのご案内`,
    text: `${title}の編集画面にサインインするには、次のリンクを開いてください。

${link}

リンクは${linkMinutes}分間、一度だけ使えます。
お心当たりがなければ、このメールは捨ててください。何も起こりません。
`,
  }),
  en: (title, link) => ({
    subject: `${title}: your sign-in link`,
    text: `To sign in to the desk of ${title}, open this link:

${link}

It works once, within ${linkMinutes} minutes.
If you did not ask for it, ignore this mail; nothing will happen.
`,
  }),
};
