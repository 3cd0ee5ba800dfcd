import type { OutsideSource, SourceAnswer } from '../../ports/source.ts'

/**
 * Asks nobody, and says so in every answer: for trying an integration out. A field that ends
 * in `#2` makes it not match, one that ends in `#3` leaves it without a record.
 */
export function createMockConnector(): OutsideSource {
  return {
    message: 'mock',
    async ask({ fields }): Promise<SourceAnswer> {
      const ending = Object.values(fields)
        .map((value) => value.slice(-2))
        .find((text) => text === '#2' || text === '#3')
      return { bizCode: ending === '#2' ? '2' : ending === '#3' ? '3' : '1' }
    },
  }
}
