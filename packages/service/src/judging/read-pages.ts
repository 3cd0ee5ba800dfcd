import { type Evidence, type Models, readDocument, type Tools } from '@bonafide/engine'
import type { DocumentRead, EncodedEvidence, ReadingRequest } from '../ports/judge.ts'
import type { JudgingTools } from './judge-evidence.ts'
import { soundModels } from './sound-models.ts'

/** The networks that read pages; the portrait on them is found by those of faces. */
const NETWORKS = ['faceDetector', 'faceMesh', 'mrzReader', 'textDetector', 'textReader'] as const

/** Reads the pages of a document as its verdict will be founded on it. */
export async function readPages(
  { documentType, pages, judgedOn }: ReadingRequest,
  { models, pictures, barcodes }: JudgingTools,
): Promise<DocumentRead> {
  const tools: Tools = { models: soundModels(models), ...(barcodes === undefined ? {} : { barcodes }) }
  const decoded: Evidence['pages'][number][] = []
  for (const { page, bytes } of pages) decoded.push({ page, picture: await pictures.decode(bytes) })
  return { reading: await readDocument(decoded, documentType, tools, judgedOn), models: networksOf(models), judgedOn }
}

/** A reading that these networks made on this day; with others the pages are read once more. */
export function readingOfOurs(
  { reading: read, judgedOn }: Pick<EncodedEvidence, 'reading' | 'judgedOn'>,
  models: Models,
): Pick<Evidence, 'reading'> {
  if (read === undefined || read.judgedOn !== judgedOn) return {}
  const own = networksOf(models)
  const same = own.every(({ id, sha256 }, index) => {
    const of = read.models[index]
    return of?.id === id && of.sha256 === sha256
  })
  return same ? { reading: read.reading } : {}
}

function networksOf(models: Models): DocumentRead['models'] {
  return NETWORKS.map((name) => models[name]).map(({ id, sha256 }) => ({ id, sha256 }))
}
