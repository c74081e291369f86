// Invented reports: two of one meeting, a third that follows it, and one of something else.

export const signed = {
  title: "日米防衛相が会談、ミサイル共同生産の拡大で一致",
  lead: "倉持防衛相は3日、来日したハロウェイ米国防長官と防衛省で会談し、艦対空ミサイルの共同生産を来年度から2倍に増やす方針で一致した。",
};

export const doubled = {
  title: "ミサイル共同生産を倍増へ 倉持防衛相とハロウェイ長官",
  lead: "日米両政府は、艦対空ミサイルの共同生産を倍増させる。倉持防衛相がハロウェイ国防長官と3日に都内で会談し、作業部会の設置を確認した。",
};

export const agreed = {
  title: "艦対空ミサイル共同生産の倍増で合意 日米防衛相会談",
  lead: "倉持防衛相とハロウェイ国防長官は3日に会談し、艦対空ミサイルの日米共同生産を倍増させることで合意した。",
};

export const festival = {
  title: "港まつりの花火に12万人 潮見市",
  lead: "市民の実行委員会が3年ぶりに打ち上げた。",
};
