/** What the person agreed to, and when. */
export const consent = {
  id: '0092-consent',
  sql: `
alter table transactions add column consent_version text, add column consent_at timestamptz;
`,
} as const
