import type { Box, Picture } from '../image/picture.ts'
import type { Models } from '../ports.ts'
import type { PrintedLine } from '../print/printed-line.ts'
import { readPrint } from '../print/read-print.ts'
import type { PrintedField } from '../verification/document-reading.ts'
import type { PageCode } from '../verification/evidence.ts'
import { classifyPrint, LEAST_SCORE, scoreTypes, type TypeScore } from './classify-print.ts'
import { cutPatch, placeOnPicture, type TurnedPicture } from './cut-patch.ts'
import type { RegisteredDocument } from './define-document.ts'
import { assignFields } from './layout/assign-fields.ts'
import type { PageFrame } from './layout/page-frame.ts'
import type { Patch } from './page-geometry.ts'

/** Twice what the detector looks at: finer print gains nothing from more pixels. */
const PAGE_SIDE = 1920

/** A page as it lies on a picture. */
export interface Sheet {
  readonly turned: TurnedPicture
  /** The page, with some of its surroundings or without. */
  readonly around: Patch
  /** Where the page itself lies in `around`, in millimetres from its upper left corner; absent where only labels can tell. */
  readonly frame?: PageFrame
  /** Lines that need no reading, on the upright picture. */
  readonly machineReadable: readonly Patch[]
}

/** What a page prints, and which side of which type it is. */
export interface PagePrint extends TypeScore {
  readonly fields: readonly PrintedField[]
}

/**
 * Reads what is printed on a page and says which field it belongs to. `known` is the type that a machine readable zone
 * names; without one, the asked type counts where enough of it is printed, else the type that the print speaks for.
 * Undefined where no type fits: print without a type is not assigned to anything.
 */
export async function readPrinted(
  sheet: Sheet,
  {
    known,
    asked,
    page,
  }: { readonly known?: RegisteredDocument; readonly asked?: RegisteredDocument; readonly page: PageCode },
  models: Models,
): Promise<PagePrint | undefined> {
  // Layouts without printed fields are known by their machine readable parts alone; reading them would cost time for nothing.
  if (known !== undefined && (known.pages[page]?.fields.length ?? 0) === 0) return undefined
  const cut = cutPatch(sheet.turned, sheet.around, PAGE_SIDE)
  const lines = await readPrint(cut, models, (patch) => isMachineReadable(sheet, patch, cut))
  const score = known === undefined ? scoreOf(lines, asked) : { type: known, page, score01: 1 }
  const layout = score?.type.pages[score.page]
  if (score === undefined || layout === undefined) return undefined
  const frame = sheet.frame === undefined ? undefined : scaled(sheet.frame, sheet.around.width / cut.width)
  const fields = assignFields(lines, layout, frame).map(({ patches, ...field }) => ({
    ...field,
    page,
    box: boxOnPicture(sheet, patches, cut),
  }))
  return { ...score, fields }
}

function scoreOf(lines: readonly PrintedLine[], asked: RegisteredDocument | undefined): TypeScore | undefined {
  const own = asked === undefined ? undefined : scoreTypes(lines).find(({ type }) => type === asked)
  return own !== undefined && own.score01 >= LEAST_SCORE ? own : classifyPrint(lines)
}

/** The frame for a cut whose pixels are `scale` pixels of the picture. */
function scaled(frame: PageFrame, scale: number): PageFrame {
  return { ...frame, a: frame.a * scale, b: frame.b * scale, c: frame.c * scale, d: frame.d * scale }
}

/** The centre of a patch of print lies on a machine readable line. */
function isMachineReadable({ around, machineReadable }: Sheet, { centre }: Patch, cut: Picture): boolean {
  const scale = around.width / cut.width
  const [u, v] = [(centre.x - cut.width / 2) * scale, (centre.y - cut.height / 2) * scale]
  const [cos, sin] = [Math.cos(around.angleRad), Math.sin(around.angleRad)]
  const [x, y] = [around.centre.x + u * cos - v * sin, around.centre.y + u * sin + v * cos]
  return machineReadable.some((line) => {
    const [dx, dy] = [x - line.centre.x, y - line.centre.y]
    const [lineCos, lineSin] = [Math.cos(line.angleRad), Math.sin(line.angleRad)]
    const [along, across] = [dx * lineCos + dy * lineSin, dy * lineCos - dx * lineSin]
    return Math.abs(along) < line.width / 2 && Math.abs(across) < line.height
  })
}

function boxOnPicture({ turned, around }: Sheet, patches: readonly Patch[], cut: Picture): Box {
  const corners = patches.flatMap(({ centre, angleRad, width, height }) =>
    [-0.5, 0.5].flatMap((across) =>
      [-0.5, 0.5].map((along) => {
        const [u, v] = [along * width, across * height]
        const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)]
        return placeOnPicture(
          turned,
          around,
          (centre.x + u * cos - v * sin) / cut.width,
          (centre.y + u * sin + v * cos) / cut.height,
        )
      }),
    ),
  )
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
