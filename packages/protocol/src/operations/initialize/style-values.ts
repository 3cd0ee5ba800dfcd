import { decodeBase64 } from '../../bytes.ts'
import { readColour } from './read-colour.ts'

/** One form of value in StyleConfig: how it is read, and what a refusal says is allowed. */
export interface StyleForm {
  /** The value as it goes to the page, or undefined when it has another form. */
  readonly read: (value: unknown) => string | undefined
  readonly allowed: string
}

export const COLOUR: StyleForm = {
  // processBarColor is a list, from the colour that begins to the one that ends.
  read(value) {
    const first: unknown = Array.isArray(value) ? value[0] : value
    return typeof first === 'string' ? readColour(first.trim().toLowerCase()) : undefined
  },
  allowed: 'a colour: #RRGGBB, #AARRGGBB, rgb() or rgba()',
}

const PNG_ADDRESS = 'data:image/png;base64,'
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Many icons need a tenth; StyleConfig as a whole has 64 KB. */
const MOST_PICTURE_BYTES = 16 * 1024

export const PICTURE: StyleForm = {
  read: (value) => (typeof value === 'string' && isSmallPng(value) ? value : undefined),
  allowed: `a PNG picture of at most 16 KB: ${PNG_ADDRESS}…`,
}

/** A distance from an edge: a share of the room that the dialog leaves, or pixels. */
export const POSITION: StyleForm = lengthWithin({ '%': [0, 100], px: [0, 2000] })

export const WIDTH: StyleForm = lengthWithin({ '%': [20, 100], px: [240, 960] })

/** Nothing of it is shown, so that the letters that a shadow needs are enough to know. */
export const SHADOW: StyleForm = {
  read: (value) => (typeof value === 'string' && /^[\w\s#.,()%-]{1,200}$/.test(value) ? value : undefined),
  allowed: 'a shadow, such as 0 2px 8px rgba(0,0,0,.2)',
}

function isSmallPng(address: string): boolean {
  if (!address.startsWith(PNG_ADDRESS)) return false
  // Looked at before it is decoded: Base64 has four letters for three bytes.
  if (address.length - PNG_ADDRESS.length > Math.ceil(MOST_PICTURE_BYTES / 3) * 4) return false
  const bytes = decodeBase64(address.slice(PNG_ADDRESS.length))
  return (
    bytes !== undefined && bytes.length <= MOST_PICTURE_BYTES && PNG_SIGNATURE.every((byte, at) => bytes[at] === byte)
  )
}

type Bounds = Readonly<Record<'%' | 'px', readonly [least: number, most: number]>>

function lengthWithin(bounds: Bounds): StyleForm {
  const [share, pixels] = [bounds['%'], bounds.px]
  return {
    read(value) {
      const [, number, unit] = typeof value === 'string' ? (/^(\d{1,4}(?:\.\d{1,2})?)(px|%)$/.exec(value) ?? []) : []
      const [least, most] = unit === '%' ? share : pixels
      const length = Number(number)
      return number !== undefined && length >= least && length <= most ? `${length}${unit}` : undefined
    },
    allowed: `from ${share[0]}% to ${share[1]}% or from ${pixels[0]}px to ${pixels[1]}px`,
  }
}
