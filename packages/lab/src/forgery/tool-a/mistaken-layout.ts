import type { FieldLayout, MmBox, PageLayout, RegisteredDocument } from '@bonafide/engine'
import type { Seeded } from '../../random.ts'

type Size = RegisteredDocument['size']
type Anchor = PageLayout['anchors'][number]

/** Something that whoever draws a template from memory gets wrong. */
interface LayoutMistake {
  readonly way: string
  readonly mistake: (layout: PageLayout, size: Size, random: Seeded) => PageLayout
}

/** How far a field ends up from where it belongs, in millimetres. */
const ASTRAY_MM = [6, 12] as const
const BORDER_MM = 3
const ATTEMPTS = 60

export const LAYOUT_MISTAKES: readonly [LayoutMistake, ...LayoutMistake[]] = [
  { way: 'portrait on the other side', mistake: (layout, size) => mirrored(layout, size) },
  {
    way: 'field astray',
    // Where states put their fields where they like, a field cannot be astray.
    mistake: (layout, size, random) =>
      layout.placedByLabels === true ? mirrored(layout, size) : oneAstray(layout, size, random),
  },
]

/** The portrait changes places with the print beside it. */
function mirrored(layout: PageLayout, size: Size): PageLayout {
  const { portrait } = layout
  if (portrait === undefined) return layout
  const [left, top, width, height] = portrait
  const isLeft = left + width / 2 < size.width / 2
  const gap = isLeft ? -(width + BORDER_MM) : width + BORDER_MM
  const beside = (x: number) => (isLeft ? x >= left + width : x < left)
  const along = (x: number) => (beside(x) ? x + gap : x)
  return {
    ...layout,
    portrait: [size.width - left - width, top, width, height],
    anchors: layout.anchors.map((anchor) => movedAnchor(anchor, along)),
    fields: layout.fields.map((field) => movedField(field, along(field.box[0]) - field.box[0], 0)),
  }
}

function movedAnchor(anchor: Anchor, along: (x: number) => number): Anchor {
  const [x, y] = anchor.at
  return { ...anchor, at: [along(x), y] }
}

/** Nothing is printed over anything else: whoever makes a template sees that much. */
function oneAstray(layout: PageLayout, size: Size, random: Seeded): PageLayout {
  const labelled = layout.fields.filter(({ labelAt }) => labelAt !== undefined)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const astray = labelled[Math.floor(random.next() * labelled.length)]
    const [far, way] = [random.between(...ASTRAY_MM), Math.floor(random.next() * 4) * (Math.PI / 2)]
    if (astray === undefined) break
    const moved = movedField(astray, far * Math.round(Math.cos(way)), far * Math.round(Math.sin(way)))
    if (!isFree(moved, astray, layout, size)) continue
    return { ...layout, fields: layout.fields.map((field) => (field === astray ? moved : field)) }
  }
  return mirrored(layout, size)
}

function isFree(moved: FieldLayout, from: FieldLayout, { fields, anchors, portrait }: PageLayout, size: Size): boolean {
  const [x, y, width, height] = placeOf(moved)
  if (x < BORDER_MM || y < BORDER_MM || x + width > size.width || y + height > size.height - BORDER_MM) return false
  const others: readonly MmBox[] = [
    ...fields.filter((field) => field !== from).map(placeOf),
    ...anchors.map(({ at, height: high }): MmBox => [at[0], at[1] - high / 2, 30, high]),
    ...(portrait === undefined ? [] : [portrait]),
  ]
  return others.every(
    ([left, top, across, down]) => x > left + across || x + width < left || y > top + down || y + height < top,
  )
}

/** Around a field and its label. */
function placeOf({ box: [left, top, width, height], labelAt = [left, top] }: FieldLayout): MmBox {
  const [x, y] = [Math.min(left, labelAt[0]), Math.min(top, labelAt[1] - 1)]
  return [x, y, left + width - x, top + height - y]
}

function movedField(field: FieldLayout, dx: number, dy: number): FieldLayout {
  const [left, top, width, height] = field.box
  const box: MmBox = [left + dx, top + dy, width, height]
  const { labelAt } = field
  return labelAt === undefined ? { ...field, box } : { ...field, box, labelAt: [labelAt[0] + dx, labelAt[1] + dy] }
}
