import { randomUUID } from 'node:crypto'
import pg from 'pg'

export interface TestPostgres {
  readonly url: string
  query(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>
  close(): Promise<void>
}

/** A database of its own on the server of the tests, dropped when it is closed. */
export async function openTestPostgres(server: string): Promise<TestPostgres> {
  const name = `bonafide_${randomUUID().replaceAll('-', '')}`
  await ask(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    query: (text, values) => ask(url.href, text, values),
    close: async () => void (await ask(server, `drop database ${name} with (force)`)),
  }
}

/** As an operator is told to set it up: the database belongs to a role that is no superuser. */
export async function openPlainPostgres(server: string): Promise<TestPostgres> {
  const role = `bonafide_${randomUUID().replaceAll('-', '')}`
  await ask(server, `create role ${role} login`)
  const opened = await openTestPostgres(server)
  const url = new URL(opened.url)
  await ask(server, `alter database ${url.pathname.slice(1)} owner to ${role}`)
  url.username = role
  return {
    url: url.href,
    query: (text, values) => ask(url.href, text, values),
    close: async () => {
      await opened.close()
      await ask(server, `drop role ${role}`)
    },
  }
}

async function ask(url: string, text: string, values: readonly unknown[] = []) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query<Record<string, unknown>>(text, [...values])
  } finally {
    await client.end()
  }
}
