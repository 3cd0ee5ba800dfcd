import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const HERE = new URL('./', import.meta.url)
const STEPS = readdirSync(HERE).filter((name) => /^\d{4}-.*\.ts$/.test(name))

/** What statements of the version before would notice: names that go, and rows that it writes being refused. */
const TAKES_AWAY = [
  /\bdrop\s+(table|column|index|function|trigger)\b/i,
  /\brename\b/i,
  /\balter\s+column\b/i,
  /\badd\s+constraint\b/i,
  /\bset\s+not\s+null\b/i,
]

describe('the steps of the schema', () => {
  it('are all looked at', () => expect(STEPS.length).toBeGreaterThanOrEqual(10))

  it.each(STEPS)('%s takes nothing away from the version before, which goes on working beside it', (name) => {
    const text = readFileSync(new URL(name, HERE), 'utf8')
    expect(TAKES_AWAY.filter((pattern) => pattern.test(text))).toEqual([])
    const added = text.match(/add\s+column\b[^,;]*/gi) ?? []
    expect(added.filter((column) => /not\s+null/i.test(column) && !/default/i.test(column))).toEqual([])
  })
})
