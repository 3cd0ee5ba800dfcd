import type { FieldLayout, PageLayout, RegisteredDocument } from '@bonafide/engine'
import type { Seeded } from '../../random.ts'

type Size = RegisteredDocument['size']

/** A page that somebody designs anew, with all that belongs on it. */
interface OtherLayout {
  readonly way: string
  readonly change: (layout: PageLayout, size: Size, random: Seeded) => PageLayout
}

/** Rows closer than this are one row. */
const ROW_MM = 5
/** How much closer to each other the rows stand. */
const CLOSER = [0.6, 0.75] as const

export const OTHER_LAYOUTS: readonly [OtherLayout, ...OtherLayout[]] = [
  {
    way: 'two fields exchanged',
    change: (layout, size, random) =>
      layout.placedByLabels === true ? turnedOver(layout, size) : exchanged(layout, size, random),
  },
  {
    way: 'rows closer',
    change: (layout, size, random) =>
      layout.placedByLabels === true ? turnedOver(layout, size) : closer(layout, random.between(...CLOSER)),
  },
  { way: 'everything the other way round', change: (layout, size) => turnedOver(layout, size) },
]

function exchanged(layout: PageLayout, size: Size, random: Seeded): PageLayout {
  const labelled = layout.fields.filter(({ labelAt }) => labelAt !== undefined)
  const one = labelled[Math.floor(random.next() * labelled.length)]
  const others = labelled.filter((field) => one !== undefined && Math.abs(field.box[1] - one.box[1]) > ROW_MM)
  const two = others[Math.floor(random.next() * others.length)]
  if (one === undefined || two === undefined) return turnedOver(layout, size)
  const places = new Map([
    [one, two],
    [two, one],
  ])
  return {
    ...layout,
    fields: layout.fields.map((field) => {
      const at = places.get(field)
      return at?.labelAt === undefined || field.labelAt === undefined
        ? field
        : shifted(field, at.labelAt[0] - field.labelAt[0], at.labelAt[1] - field.labelAt[1])
    }),
  }
}

/** Titles and portrait stay where they belong. */
function closer(layout: PageLayout, factor: number): PageLayout {
  const first = Math.min(...layout.fields.map(({ box }) => box[1]))
  return {
    ...layout,
    fields: layout.fields.map((field) => shifted(field, 0, (factor - 1) * (field.box[1] - first))),
  }
}

/** What stood on the left stands on the right, each field still read from left to right. */
function turnedOver(layout: PageLayout, size: Size): PageLayout {
  const { portrait } = layout
  if (portrait === undefined) return layout
  const [left, top, width, height] = portrait
  const other = size.width - left - width
  const reach = Math.max(...layout.fields.map(({ box }) => Math.min(size.width, box[0] + box[2])))
  const first = Math.min(...layout.fields.map(({ labelAt, box }) => Math.min(labelAt?.[0] ?? box[0], box[0])))
  const by = other > left ? 2 - first : size.width - 2 - reach
  return {
    ...layout,
    portrait: [other, top, width, height],
    fields: layout.fields.map((field) => shifted(field, by, 0)),
  }
}

function shifted(field: FieldLayout, dx: number, dy: number): FieldLayout {
  const { labelAt, box } = field
  const moved: FieldLayout = { ...field, box: [box[0] + dx, box[1] + dy, box[2], box[3]] }
  return labelAt === undefined ? moved : { ...moved, labelAt: [labelAt[0] + dx, labelAt[1] + dy] }
}
