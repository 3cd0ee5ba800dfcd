/** When whom it is counted for, under a keyed hash, began attempts in the last day. */
export const attemptCounts = {
  id: '0091-attempt-counts',
  sql: `
create table attempt_counts (
  subject text primary key,
  times timestamptz[] not null,
  last_at timestamptz not null
);
create index attempt_counts_last_at on attempt_counts (last_at);
`,
} as const
