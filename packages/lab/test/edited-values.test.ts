import {
  checksById,
  DEFAULT_POLICY,
  type DocumentReading,
  type Evidence,
  type Picture,
  type Point,
  type Quad,
  verify,
} from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import { FORGERY_TOOLS, type ForgerySpecies, makeForgery, type SpecimenScene, specimenScene } from '@bonafide/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTools } from './engine-tools.ts'

/** A value out of another photograph was laid over one of this page, and an original, of the tool that cuts are set on. */
const LAID_IN_SEED = 7_300_050
const ORIGINAL_SEED = 7_300_033
const LABEL = 'print that was laid into the photograph'

const portrait = (level: number): Picture => ({ width: 60, height: 80, data: new Uint8Array(60 * 80 * 3).fill(level) })
const PORTRAITS = [portrait(120), portrait(180)]

describe('the network for edited values', () => {
  let tools: Awaited<ReturnType<typeof openTools>>
  beforeAll(async () => {
    tools = await openTools()
  }, 120_000)
  afterAll(() => tools.models.close())

  it('names what was laid into a photograph, and nothing on an original', async () => {
    const [laidIn, original] = [await signsOf('edited-field', LAID_IN_SEED), await signsOf('original', ORIGINAL_SEED)]
    expect(laidIn?.outcome).toBe('failed')
    expect(laidIn?.reasons).toEqual(['document-tampered'])
    expect(laidIn?.regions.map(({ label }) => label)).toContain(LABEL)
    // Its portrait is grey: what stands in the places of values is asked for, not what a portrait without colour says.
    expect(original?.reasons).not.toContain('document-tampered')
    expect(original?.measures['page01-laidIn']).toBeLessThan(laidIn?.measures['page01-laidIn'] ?? Number.NaN)
  }, 120_000)

  async function signsOf(species: ForgerySpecies, seed: number) {
    const [tool] = FORGERY_TOOLS
    const check = checksById.get('forgery-signs')
    if (tool === undefined || check === undefined) throw new RangeError('nothing to judge with')
    const { bytes } = await makeForgery({ tool, species, seed, portraits: PORTRAITS })
    const picture = await createPictures().decode(bytes)
    const evidence: Evidence = {
      documentDemands: { forgerySigns: true },
      pages: [{ page: '01', picture }],
      reading: readingOf(await specimenScene(seed, portrait(120)), picture),
      judgedOn: '2026-11-25',
    }
    const { findings } = await verify({ checks: [check], policy: DEFAULT_POLICY }, evidence, tools)
    return findings[0]
  }
})

/** A reader without faults: the test is of what stands in the values' places, not of finding them. */
function readingOf({ values, toPhoto, photo, corners }: SpecimenScene, { width, height }: Picture): DocumentReading {
  const scale = width / photo.width
  const onPicture = ({ x, y }: Point): Point => ({ x: scale * x, y: scale * y })
  const places = values.map(({ box: { x, y, width: across, height: down } }) =>
    inOrder([toPhoto(x, y), toPhoto(x + across, y), toPhoto(x + across, y + down), toPhoto(x, y + down)]),
  )
  function inOrder([a, b, c, d]: Quad): Quad {
    return [onPicture(a), onPicture(b), onPicture(c), onPicture(d)]
  }
  return {
    fields: {},
    pages: [{ page: '01', width, height, outlined: true, corners: inOrder(corners), values: places }],
  }
}
