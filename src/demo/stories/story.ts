/** A story of the newsstand. The world it is about is that of archive-page.txt, and invented too. */
export type Story = {
  headline: string;
  lead: string;
  /** Who reported it, where the source carries the stories of others. */
  publisher?: string;
  /** What the source makes of it later; the same story at the same address. */
  corrected?: { headline: string; lead: string };
};
