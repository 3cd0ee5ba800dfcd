/** What the browser reported of itself with an attempt, and what became of the token that it was answered with. */
export const deviceReports = {
  id: '0060-device-reports',
  sql: `
alter table attempts
  add column sealed_device_report bytea,
  add column device_token text check (device_token in ('good', 'missing', 'invalid', 'tampered', 'expired', 'foreign'));
`,
} as const
