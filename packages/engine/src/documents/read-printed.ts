import { cropPicture } from '../image/crop.ts'
import type { Quad } from '../image/homography.ts'
import type { Box } from '../image/picture.ts'
import { placeOn, pointOn } from '../mrz/text-line.ts'
import { boxAround, type PageView } from '../page/page-view.ts'
import type { Models, Network } from '../ports.ts'
import { findText } from '../print/find-text.ts'
import { levelPrint } from '../print/level-print.ts'
import { inTraditional, type PrintedLine } from '../print/printed-line.ts'
import { readPrint } from '../print/read-print.ts'
import type { PlacedLabel, PrintedField } from '../verification/document-reading.ts'
import { decideType, LEAST_SCORE, likeliest, scoreTypes, type TypeScore } from './classify-print.ts'
import type { RegisteredDocument } from './define-document.ts'
import { assignFields } from './layout/assign-fields.ts'
import type { ReadValue } from './layout/field-kinds.ts'
import type { PageFrame } from './layout/page-frame.ts'
import type { SeenPage } from './look-at-page.ts'
import { inForm } from './numbers/in-form.ts'
import { frameOf, type Patch, printScale } from './page-geometry.ts'

/** What a page prints, and which side of which type it is. */
export interface PagePrint extends TypeScore {
  readonly fields: readonly PrintedField[]
  /** See `PageReading.values`. */
  readonly values: readonly Quad[]
  /** See `PageReading.labels`. */
  readonly labels: readonly PlacedLabel[]
  /** Ways to tell where a point of the view lies on the page, in millimetres; none where its outline and zone do not tell. */
  readonly frames: readonly PageFrame[]
}

/** What was made of the print of one page. */
export interface PageLetters {
  /** The two types that the print speaks for most, where it was asked; a decision needs a score and a lead. */
  readonly candidates: readonly TypeScore[]
  /** Absent where no type fits: print without a type is not assigned to anything. */
  readonly print?: PagePrint
}

interface Wanted {
  readonly known: RegisteredDocument | undefined
  readonly asked: RegisteredDocument | undefined
}

/**
 * Reads what is printed on a page and says which field it belongs to. `known` is the type that a machine readable zone
 * or a barcode names; without one, the asked type counts where enough of it is printed, else the type that the print
 * speaks for. Undefined where nothing of the page is read as print.
 */
export async function readPrinted(
  seen: SeenPage,
  { known, asked }: Wanted,
  models: Models,
): Promise<PageLetters | undefined> {
  const { page, view } = seen
  // Layouts without printed fields are known by their machine readable parts alone; reading them would cost time for nothing.
  if (known !== undefined && (known.pages[page]?.fields.length ?? 0) === 0) return undefined
  const patches = seen.patches ?? (await findPrint(seen, known, models.textDetector))
  const wanted = levelPrint(patches).filter((patch) => !isMachineReadable(seen, patch))
  const lines = await readPrint(view.picture, wanted, models.textReader)
  const ranking = known === undefined ? scoreTypes(lines) : []
  const candidates = likeliest(ranking)
  const score = known === undefined ? scoreOf(ranking, asked) : { type: known, page, score01: 1 }
  const layout = score?.type.pages[score.page]
  if (score === undefined || layout === undefined) return { candidates }
  const inOwnScript = score.type.print.script === 'traditional' ? inTraditional : (line: PrintedLine) => line
  const assign = (of: readonly PrintedLine[]) =>
    assignFields(of.map(inOwnScript), layout, frameOf(seen, score.type.size))
  const first = assign(lines)
  const unseen = await readPrint(view.picture, first.unseen, models.textReader)
  const { fields, standing, laidOut } = unseen.length === 0 ? first : assign([...lines, ...unseen])
  const assigned = fields.map(({ patches: of, ...field }) => ({
    ...(field.field === 'documentNumber' ? inFormOf(score.type, field) : field),
    page,
    box: boxOnPicture(view, of),
  }))
  const values = standing.map((patch) => cornersOnPicture(view, patch))
  const labels = laidOut.labels.map(({ patch, awayMm }) => ({ corners: cornersOnPicture(view, patch), awayMm }))
  return { candidates, print: { ...score, fields: assigned, values, labels, frames: laidOut.frames } }
}

/** A number with letters and digits where its rule has them. */
function inFormOf<Read extends ReadValue>({ number }: RegisteredDocument, read: Read): Read {
  const form = number?.form
  return form === undefined ? read : { ...read, text: inForm(read.text, form), value: inForm(read.value, form) }
}

/** Print on a page whose zone is known already: what stands above it. */
async function findPrint(
  seen: SeenPage,
  known: RegisteredDocument | undefined,
  network: Network,
): Promise<readonly Patch[]> {
  const { view, mrz } = seen
  const { width, height } = view.picture
  const tops = (mrz?.found.lines ?? []).map((line) => {
    const { x, y } = pointOn(line, 0, -line.height)
    const on = mrz?.view.toSource(x, y)
    return on === undefined ? height : view.fromSource(on).y
  })
  const above = Math.round(Math.min(height, ...tops))
  const part = above < 1 ? view.picture : cropPicture(view.picture, { x: 0, y: 0, width, height: above })
  return findText(part, printScale(seen, known), network)
}

function scoreOf(ranking: readonly TypeScore[], asked: RegisteredDocument | undefined): TypeScore | undefined {
  const own = asked === undefined ? undefined : ranking.find(({ type }) => type === asked)
  return own !== undefined && own.score01 >= LEAST_SCORE ? own : decideType(ranking)
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
  return boxAround(patches.flatMap((patch) => cornersOnPicture(view, patch)))
}

/** The corners of a patch, clockwise from its upper left, on the picture as it came. */
function cornersOnPicture(view: PageView, { centre, angleRad, width, height }: Patch): Quad {
  const line = { centre, angleRad, length: width, height }
  const at = (along: number, beside: number) => {
    const { x, y } = pointOn(line, along * width, beside * height)
    return view.toSource(x, y)
  }
  return [at(-0.5, -0.5), at(0.5, -0.5), at(0.5, 0.5), at(-0.5, 0.5)]
}
