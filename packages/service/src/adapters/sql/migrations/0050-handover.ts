/** How moving a session to another device stands: keys, times and the hash of a token, nothing personal. */
export const handover = {
  id: '0050-handover',
  sql: `
alter table transactions add column handover jsonb;
`,
} as const
