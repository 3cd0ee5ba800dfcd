/** Until when the clip of a passed verification is kept. */
export const evidenceClip = {
  id: '0110-evidence-clip',
  sql: `
alter table transactions add column clip_until timestamptz;
create index transactions_clip_until on transactions (clip_until) where clip_until is not null;
`,
} as const
