import type { JsonObject } from './read-answer.ts'

/** Some services encode twice; more than this is not JSON by accident. */
const MAX_LAYERS = 3

/**
 * Reads a field that holds JSON as text, leniently: once or several times encoded, or already an object.
 * Undefined when it is absent, empty or anything else.
 */
export function readEmbeddedJson(field: unknown): JsonObject | undefined {
  let value = field
  for (let layer = 0; layer < MAX_LAYERS && typeof value === 'string' && value !== ''; layer += 1) value = parse(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.fromEntries(Object.entries(value))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
