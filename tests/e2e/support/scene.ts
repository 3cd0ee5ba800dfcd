import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchChromium } from './chromium.ts'
import { inventPeople, type People } from './people.ts'
import { type Stack, startStack } from './stack.ts'

/** What a browser test of the whole loop plays in: set up before a file's first test, cleared after its last one. */
export interface Scene {
  readonly people: People
  readonly stack: Stack
  readonly browser: Browser
}

export function useScene(): Scene {
  let people: People | undefined
  let stack: Stack | undefined
  let browser: Browser | undefined

  beforeAll(async () => {
    people = await inventPeople()
    stack = await startStack()
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await stack?.close()
    await people?.close()
  })

  return {
    get people() {
      return standing(people)
    },
    get stack() {
      return standing(stack)
    },
    get browser() {
      return standing(browser)
    },
  }
}

function standing<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the scene stands only while tests run')
  return part
}
