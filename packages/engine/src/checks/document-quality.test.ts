import { describe, expect, it } from 'vitest'
import type { SeenPage } from '../documents/look-at-page.ts'
import type { Picture } from '../image/picture.ts'
import { viewOf, wholeView } from '../page/page-view.ts'
import type { Tools } from '../ports.ts'
import type { DocumentReading } from '../verification/document-reading.ts'
import type { QualityLevel } from '../verification/evidence.ts'
import type { Examination } from '../verification/examination.ts'
import { DEFAULT_POLICY } from '../verification/policy.ts'
import check from './document-quality.ts'

const NO_TOOLS: Tools = {
  get models(): never {
    throw new Error('quality is judged without models')
  },
}

interface Scene {
  readonly width: number
  readonly gain: number
  /** Width of the ramp from print to paper, in pixels. */
  readonly softness: number
  readonly glareAt?: { readonly x: number; readonly y: number; readonly radius: number }
}

const SOUND: Scene = { width: 1000, gain: 1, softness: 1 }

/** A page of vertical bars. */
function page({ width, gain, softness, glareAt }: Scene): Picture {
  const height = Math.round(width / 1.42)
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const phase = Math.abs((x % 40) - 20) - 10
      const isGlare = glareAt !== undefined && Math.hypot(x - glareAt.x, y - glareAt.y) < glareAt.radius
      const level = gain * (120 + 100 * Math.max(-1, Math.min(1, phase / softness)))
      data.fill(isGlare ? 255 : level, 3 * (y * width + x), 3 * (y * width + x) + 3)
    }
  }
  return { width, height, data }
}

async function judge(quality: QualityLevel, seen: SeenPage, reading: Partial<DocumentReading> = {}) {
  const examination: Pick<Examination, 'evidence' | 'document' | 'documentPages'> = {
    evidence: { documentDemands: { quality }, pages: [], judgedOn: '2026-11-23' },
    document: async () => ({ fields: {}, ...reading }),
    documentPages: async () => [seen],
  }
  const finding = await check.run(examination as Examination, DEFAULT_POLICY, NO_TOOLS)
  expect(check.reasons).toEqual(expect.arrayContaining([...finding.reasons]))
  return finding.reasons
}

function seen(scene: Partial<Scene>): SeenPage {
  const source = page({ ...SOUND, ...scene })
  return { page: '01', source, view: wholeView(source) }
}

describe('document-quality', () => {
  it('runs where it was asked for', () => {
    expect(check.isAsked?.({ pages: [], judgedOn: '', documentDemands: { quality: 'loose' } })).toBe(true)
    expect(check.isAsked?.({ pages: [], judgedOn: '' })).toBe(false)
  })

  it('lets a sound picture pass at every level', async () => {
    for (const level of ['loose', 'standard', 'strict'] as const) expect(await judge(level, seen({}))).toEqual([])
  })

  it.each([
    [{ softness: 14 }, 'picture-blurred'],
    [{ gain: 0.25 }, 'picture-dark'],
    [{ width: 400 }, 'picture-small'],
  ] as const)('names the fault of %o', async (scene, reason) => {
    expect(await judge('strict', seen(scene))).toContain(reason)
    expect(await judge('standard', seen({}))).not.toContain(reason)
  })

  it('minds glare on what is read, not beside it', async () => {
    const glare = seen({ glareAt: { x: 500, y: 300, radius: 60 } })
    const field = (x: number, y: number): Partial<DocumentReading> => ({
      printed: [
        { field: 'surname', text: 'A', value: 'A', confidence01: 1, page: '01', box: { x, y, width: 100, height: 30 } },
      ],
    })
    expect(await judge('standard', glare, field(450, 290))).toEqual(['picture-glare'])
    expect(await judge('standard', glare, field(50, 50))).toEqual([])
  })

  it('says that a page reaches beyond its picture', async () => {
    const source = page(SOUND)
    const corners = [
      { x: -200, y: 0 },
      { x: 900, y: 0 },
      { x: 900, y: 700 },
      { x: -200, y: 700 },
    ] as const
    const cut: SeenPage = { page: '01', source, view: viewOf(source, corners, { longSide: 1000 }) }
    expect(await judge('standard', cut)).toContain('document-cut-off')
  })

  it('says that a page without an outline runs into the border of its picture', async () => {
    const [width, height] = [900, 700]
    const data = new Uint8Array(3 * width * height).fill(70)
    for (let y = 120; y < 600; y += 1) data.fill(225, 3 * (y * width + 260), 3 * (y + 1) * width)
    const source = { width, height, data }
    const cut: SeenPage = { page: '01', source, view: wholeView(source) }
    expect(await judge('loose', cut)).toContain('document-cut-off')
  })

  it('says that the print is that of another side than the picture was sent for', async () => {
    const pageSeen = seen({})
    const showing = (printedSide: '01' | '02'): Partial<DocumentReading> => ({
      pages: [{ page: '01', width: 1000, height: 704, outlined: false, printedSide, corners: pageSeen.view.corners }],
    })
    expect(await judge('loose', pageSeen, showing('02'))).toEqual(['page-side-wrong'])
    expect(await judge('strict', pageSeen, showing('01'))).toEqual([])
  })
})
