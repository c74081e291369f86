/** The smallest archive.yaml that a process can be started with. */
export const archiveFile = `title: 試験の瓦版
subtitle: 試験のための報道集
language: ja
time_zone: Asia/Tokyo
tag_authority: archive.example,2026
author: 瓦版編集部
topics:
  - slug: harbour
    title: 港湾
    page_title: "{year}年の港湾"
    keywords: [港]
digests:
  - id: weekly
    title: 週刊瓦版
    frequency: weekly
    cron: "0 7 * * 1"
    approval: automatic
`;
