import { toGrey } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { type FoundMrz, readMrz } from '../mrz/read-mrz.ts'
import type { Tools } from '../ports.ts'
import type { DocumentReading, MrzReading } from '../verification/document-reading.ts'
import type { DocumentPage } from '../verification/evidence.ts'
import { boxAround, type TurnedPicture } from './cut-patch.ts'
import { classifyByMrz } from './document-types.ts'
import { findPortrait, type Portrait } from './find-portrait.ts'
import { fieldsOfMrz, unprotectedConfidence } from './mrz-to-reading.ts'
import { pageAround } from './page-geometry.ts'

/**
 * Reads a document from its pages: machine readable zone, type, fields and portrait. Pages may lie on their side or
 * upside down. Nothing is guessed: a page without a readable zone gives a reading without fields.
 * `judgedOn` (`YYYY-MM-DD`) settles the century of two-digit years.
 */
export async function readDocument(
  pages: readonly DocumentPage[],
  expectedType: string | undefined,
  tools: Tools,
  judgedOn: string,
): Promise<DocumentReading> {
  for (const { page, picture } of pages) {
    const mrz = await timed('mrz', tools, () => readMrz(toGrey(picture), tools.models.mrzReader))
    if (mrz === undefined) continue
    const turned: TurnedPicture = { picture, quarterTurns: mrz.quarterTurns }
    const around = pageAround(mrz.lines, mrz.parsed.format)
    const portrait =
      around === undefined
        ? undefined
        : await timed('portrait-crop', tools, () => findPortrait(turned, around, tools.models))
    return assemble(mrz, { ...mrzReading(mrz, turned), page }, portrait, expectedType, judgedOn)
  }
  return { fields: {} }
}

function assemble(
  found: FoundMrz,
  mrz: MrzReading,
  portrait: Portrait | undefined,
  expectedType: string | undefined,
  judgedOn: string,
): DocumentReading {
  const type = classifyByMrz(found.parsed, expectedType)
  return {
    ...(type === undefined ? {} : { type }),
    fields: fieldsOfMrz(found.parsed.fields, judgedOn),
    mrz,
    ...(portrait === undefined ? {} : { portrait: portrait.picture, portraitBox: portrait.box }),
  }
}

function mrzReading(found: FoundMrz, turned: TurnedPicture): MrzReading {
  return {
    format: found.parsed.format,
    lines: found.parsed.lines,
    checks: found.parsed.checks,
    confidence01: found.confidence01,
    nameConfidence01: unprotectedConfidence(found),
    lineBoxes: found.lines.map((line): Box => boxAround(turned, { ...line, width: line.length })),
  }
}

async function timed<T>(stage: string, { onStage, nowMs }: Tools, work: () => Promise<T>): Promise<T> {
  const start = nowMs?.() ?? 0
  try {
    return await work()
  } finally {
    if (nowMs !== undefined) onStage?.(stage, nowMs() - start)
  }
}
