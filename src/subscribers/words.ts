// All that readers are told on their pages and in the mails about subscribing.

import type { Language } from "#base/archive.ts";

type Words = {
  mail: {
    confirmSubject: (archive: string) => string;
    confirmText: {
      asked: (archive: string, address: string) => string;
      press: string;
      ignore: string;
    };
    alreadySubject: (archive: string) => string;
    alreadyText: { already: (archive: string, address: string) => string; leave: string };
  };
  form: {
    title: string;
    lead: string;
    address: string;
    digests: string;
    topics: string;
    topicsHint: string;
    language: string;
    send: string;
    badAddress: string;
    noDigest: string;
    otherLanguage: string;
  };
  asked: { title: string; text: string };
  confirm: { title: string; text: string; button: string };
  confirmed: { title: string; text: string };
  leave: { title: string; text: string; button: string };
  left: { title: string; text: string };
  badLink: { title: string; text: string };
  mailDown: string;
  again: string;
};

const ja: Words = {
  mail: {
    confirmSubject: (archive) => `配信登録の確認：${archive}`,
    confirmText: {
      asked: (archive, address) =>
        `「${archive}」のメール配信に、このアドレス（${address}）の登録の申込みがありました。`,
      press: "登録するには、7日以内に次のページを開き、ボタンを押してください。",
      ignore:
        "お心当たりがなければ、このメールは破棄してください。ボタンを押さない限り、何も配信されません。",
    },
    alreadySubject: (archive) => `すでに登録されています：${archive}`,
    alreadyText: {
      already: (archive, address) =>
        `このアドレス（${address}）は、「${archive}」のメール配信にすでに登録されています。登録の内容は変わっていません。`,
      leave: "配信を止めるには、次のページを開いてください。",
    },
  },
  form: {
    title: "メールで受け取る",
    lead: "新しく掲載した記事を、まとめてお送りします。確認のメールが届いたら、中のリンクから登録を完了してください。",
    address: "メールアドレス",
    digests: "配信",
    topics: "主題",
    topicsHint: "選ばなければ、すべての主題をお送りします。",
    language: "メールの言語",
    send: "確認のメールを受け取る",
    badAddress: "このメールアドレスにはお送りできません。書き方をご確認ください。",
    noDigest: "配信を一つ以上選んでください。",
    otherLanguage: "In English",
  },
  asked: {
    title: "確認のメールをお送りします",
    text: "まもなく届くメールのリンクを7日以内に開いて、登録を完了してください。届かないときは、迷惑メールのフォルダーをご確認ください。確認のメールは、一つのアドレスに一日一通までお送りします。",
  },
  confirm: {
    title: "登録の確認",
    text: "ボタンを押すと、登録が完了します。",
    button: "登録する",
  },
  confirmed: {
    title: "登録しました",
    text: "これから掲載する記事をお送りします。どのメールからも、いつでも配信を止められます。",
  },
  leave: {
    title: "配信の停止",
    text: "ボタンを押すと、メールの配信をすぐに止めます。",
    button: "配信を止める",
  },
  left: { title: "配信を止めました", text: "今後、配信のメールはお送りしません。" },
  badLink: {
    title: "このリンクは使えません",
    text: "リンクが途中で切れているか、期限が過ぎています。",
  },
  mailDown: "いまメールを送ることができません。しばらくしてから、もう一度お試しください。",
  again: "もう一度登録する",
};

const en: Words = {
  mail: {
    confirmSubject: (archive) => `Confirm your subscription: ${archive}`,
    confirmText: {
      asked: (archive, address) =>
        `Somebody, we hope you, asked for mails from ${archive} to ${address}.`,
      press: "To subscribe, open this page within 7 days and press its button:",
      ignore:
        "If it was not you, delete this mail. Unless you press the button, nothing is sent to you.",
    },
    alreadySubject: (archive) => `You are subscribed: ${archive}`,
    alreadyText: {
      already: (archive, address) =>
        `${address} already gets the mails of ${archive}. Nothing has been changed.`,
      leave: "To stop them, open this page:",
    },
  },
  form: {
    title: "Subscribe by mail",
    lead: "New entries, together in one mail. We first send you a mail with a link that completes the subscription.",
    address: "Mail address",
    digests: "Digests",
    topics: "Topics",
    topicsHint: "Choose none to get them all.",
    language: "Language of the mails",
    send: "Send me the confirmation mail",
    badAddress: "We cannot send to this address. Please check how it is written.",
    noDigest: "Choose at least one digest.",
    otherLanguage: "日本語で",
  },
  asked: {
    title: "Look for our mail",
    text: "Open the link in the mail that will reach you soon, within 7 days, to complete the subscription. If it does not come, look among the spam. We send at most one such mail a day to an address.",
  },
  confirm: {
    title: "Confirm your subscription",
    text: "Press the button to complete the subscription.",
    button: "Subscribe",
  },
  confirmed: {
    title: "You are subscribed",
    text: "You will get what is published from now on. Every mail has a link to stop them.",
  },
  leave: {
    title: "Unsubscribe",
    text: "Press the button to stop the mails at once.",
    button: "Unsubscribe",
  },
  left: { title: "You are unsubscribed", text: "We will not send you any more digests." },
  badLink: {
    title: "This link does not work",
    text: "It is incomplete, or its time has run out.",
  },
  mailDown: "Mail cannot be sent at the moment. Please try again later.",
  again: "Subscribe again",
};

export const words: Readonly<Record<Language, Words>> = { ja, en };
