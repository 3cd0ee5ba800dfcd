import { DEFAULT_POLICY, documentTypes, type Evidence, planFor, readDocument, verify } from '@bonafide/engine'
import { inventHolder, photograph, renderDocument } from '@bonafide/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTools } from './engine-tools.ts'

const JUDGED_ON = '2026-11-25'
const CODE = 'GLB03002'

describe('a reading that was kept', () => {
  let tools: Awaited<ReturnType<typeof openTools>>
  beforeAll(async () => {
    tools = await openTools()
  }, 120_000)
  afterAll(() => tools.models.close())

  it('gives the verdict that the pages give, without their being read again', async () => {
    const evidence = await photographed()
    const { documentType, pages } = evidence
    const reading = await readDocument(pages, documentType, tools, JUDGED_ON)
    expect(reading.fields.documentNumber).toBeTypeOf('string')
    const plan = planFor('ID_OCR', DEFAULT_POLICY)
    const { document: _, ...fresh } = await verify(plan, evidence, tools)
    const stages: string[] = []
    const watched = { ...tools, nowMs: () => performance.now(), onStage: (stage: string) => stages.push(stage) }
    const { document, ...kept } = await verify(plan, { ...evidence, reading }, watched)
    expect(kept).toEqual(fresh)
    expect(fresh.findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['document-quality', 'forgery-signs']),
    )
    expect(document).toEqual(reading)
    expect(stages).not.toContain('document')
  }, 120_000)
})

/** A passport on a table, with everything asked for that looks at more than what the page says. */
async function photographed(): Promise<Evidence> {
  const type = documentTypes.get(CODE)
  if (type === undefined) throw new RangeError(CODE)
  const portrait = { width: 60, height: 80, data: new Uint8Array(60 * 80 * 3).fill(150) }
  const drawn = await renderDocument({ type, page: '01', holder: inventHolder(91), portrait, seed: 91 })
  const picture = photograph(drawn.picture, { difficulty: 'medium', seed: 91 })
  return {
    documentType: CODE,
    documentDemands: { quality: 'standard', forgerySigns: true },
    pages: [{ page: '01', picture }],
    judgedOn: JUDGED_ON,
  }
}
