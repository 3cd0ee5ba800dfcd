import { apiCollection } from './api-collection.ts'
import { apiDescription, type Summaries, sortedOperations } from './api-description.ts'
import { channelDescription } from './channel-description.ts'
import { operationPage, referenceIndex } from './operation-page.ts'

/** The files of `docs/reference` by their names, written by `npm run gen`. `summaries` are sentences by operation. */
export function referenceFiles(summaries: Summaries): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', referenceIndex()],
    ['openapi.json', asText(apiDescription(summaries))],
    ['collection.json', asText(apiCollection(summaries))],
    ['client-channel.json', asText(channelDescription())],
    ...sortedOperations().map((one) => [`${one.name}.md`, operationPage(one, summaries)] as const),
  ])
}

function asText(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`
}
