import type { Box } from '../image/picture.ts'
import { placeOn, pointOn } from '../mrz/text-line.ts'
import { boxAround, type PageView } from '../page/page-view.ts'
import type { Models } from '../ports.ts'
import type { PrintedLine } from '../print/printed-line.ts'
import { readPrint } from '../print/read-print.ts'
import type { PrintedField } from '../verification/document-reading.ts'
import { classifyPrint, LEAST_SCORE, scoreTypes, type TypeScore } from './classify-print.ts'
import type { RegisteredDocument } from './define-document.ts'
import { assignFields } from './layout/assign-fields.ts'
import type { PageFrame } from './layout/page-frame.ts'
import type { SeenPage } from './look-at-page.ts'
import { frameAround, frameWithin, type Patch } from './page-geometry.ts'

/** What a page prints, and which side of which type it is. */
export interface PagePrint extends TypeScore {
  readonly fields: readonly PrintedField[]
}

interface Wanted {
  readonly known: RegisteredDocument | undefined
  readonly asked: RegisteredDocument | undefined
}

/**
 * Reads what is printed on a page and says which field it belongs to. `known` is the type that a machine readable zone
 * or a barcode names; without one, the asked type counts where enough of it is printed, else the type that the print
 * speaks for. Undefined where no type fits: print without a type is not assigned to anything.
 */
export async function readPrinted(
  seen: SeenPage,
  { known, asked }: Wanted,
  models: Models,
): Promise<PagePrint | undefined> {
  const { page, view } = seen
  // Layouts without printed fields are known by their machine readable parts alone; reading them would cost time for nothing.
  if (known !== undefined && (known.pages[page]?.fields.length ?? 0) === 0) return undefined
  const lines = await readPrint(view.picture, models, (patch) => isMachineReadable(seen, patch))
  const score = known === undefined ? scoreOf(lines, asked) : { type: known, page, score01: 1 }
  const layout = score?.type.pages[score.page]
  if (score === undefined || layout === undefined) return undefined
  const fields = assignFields(lines, layout, frameOf(seen, score.type)).map(({ patches, ...field }) => ({
    ...field,
    page,
    box: boxOnPicture(view, patches),
  }))
  return { ...score, fields }
}

function scoreOf(lines: readonly PrintedLine[], asked: RegisteredDocument | undefined): TypeScore | undefined {
  const own = asked === undefined ? undefined : scoreTypes(lines).find(({ type }) => type === asked)
  return own !== undefined && own.score01 >= LEAST_SCORE ? own : classifyPrint(lines)
}

/** Where the page lies in its view, in millimetres; absent where only labels can tell. */
function frameOf({ view, outline, mrz }: SeenPage, { size }: RegisteredDocument): PageFrame | undefined {
  if (outline !== undefined) return frameWithin(view.picture, size)
  return mrz === undefined ? undefined : frameAround(view.picture, mrz.found.parsed.format)
}

/** The centre of a patch of print lies on a machine readable line. */
function isMachineReadable({ view, mrz }: SeenPage, { centre }: Patch): boolean {
  if (mrz === undefined) return false
  const { x, y } = mrz.view.fromSource(view.toSource(centre.x, centre.y))
  return mrz.found.lines.some((line) => {
    const { along, beside } = placeOn(line, { x, y })
    return Math.abs(along) < line.length / 2 && Math.abs(beside) < line.height
  })
}

function boxOnPicture(view: PageView, patches: readonly Patch[]): Box {
  return boxAround(
    patches.flatMap(({ centre, angleRad, width, height }) => {
      const line = { centre, angleRad, length: width, height }
      return [-0.5, 0.5].flatMap((along) =>
        [-0.5, 0.5].map((beside) => {
          const { x, y } = pointOn(line, along * width, beside * height)
          return view.toSource(x, y)
        }),
      )
    }),
  )
}
