/** Secrets of the installation itself, sealed by its master key. */
export const installationSecrets = {
  id: '0007-installation-secrets',
  sql: `create table installation_secrets (name text primary key, sealed bytea not null);`,
} as const
