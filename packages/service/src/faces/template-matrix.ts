import { setImmediate } from 'node:timers/promises'

/** Rows between two looks at what else waits: about 4 ms of work at 128 numbers a row. */
const ROWS_AT_ONCE = 8_192
const FIRST_ROWS = 64

export interface NearRow {
  /** What the row was added under. */
  readonly id: number
  /** Euclidean. */
  readonly distance: number
}

/** Templates of one network, one a row. */
export interface TemplateMatrix {
  readonly rows: number
  ids(): Iterable<number>
  add(id: number, template: Float32Array): void
  /** The last row takes its place. What was in it is overwritten. */
  remove(id: number): void
  /**
   * The rows within `most` of a template, the nearest first, at most `limit`. Looks at every row and lets other work run
   * in between; nothing may be added or removed until it resolves.
   */
  nearest(template: Float32Array, most: number, limit: number): Promise<readonly NearRow[]>
}

/** `width` numbers a row; a template of another length throws `RangeError`. */
export function createTemplateMatrix(width: number): TemplateMatrix {
  let data = new Float32Array(FIRST_ROWS * width)
  const idOfRow: number[] = []
  const rowOfId = new Map<number, number>()

  function requireWidth(template: Float32Array): void {
    if (template.length !== width) throw new RangeError(`A template has ${width} numbers here`)
  }

  return {
    get rows() {
      return idOfRow.length
    },
    ids: () => rowOfId.keys(),
    add(id, template) {
      requireWidth(template)
      const row = idOfRow.length
      data = withRoomFor(data, (row + 1) * width)
      data.set(template, row * width)
      rowOfId.set(id, row)
      idOfRow.push(id)
    },
    remove(id) {
      const row = rowOfId.get(id)
      const moved = idOfRow.at(-1)
      if (row === undefined || moved === undefined) return
      const last = (idOfRow.length - 1) * width
      data.copyWithin(row * width, last, last + width)
      data.fill(0, last, last + width)
      idOfRow[row] = moved
      rowOfId.set(moved, row)
      idOfRow.pop()
      rowOfId.delete(id)
    },
    async nearest(template, most, limit) {
      requireWidth(template)
      let near: readonly NearRow[] = []
      for (let from = 0; from < idOfRow.length; from += ROWS_AT_ONCE) {
        if (from > 0) await setImmediate()
        const to = Math.min(from + ROWS_AT_ONCE, idOfRow.length)
        const found = rowsWithin(data.subarray(from * width, to * width), template, most)
        near = [...near, ...found.map(({ row, distance }) => ({ id: idOfRow[from + row] ?? 0, distance }))]
          .sort((a, b) => a.distance - b.distance || a.id - b.id)
          .slice(0, limit)
      }
      return near
    },
  }
}

/** Euclidean, as a matrix would tell it; undefined when it is more than `most`. */
export function distanceWithin(one: Float32Array, other: Float32Array, most: number): number | undefined {
  const [near] = one.length === other.length ? rowsWithin(one, other, most) : []
  return near?.distance
}

function rowsWithin(data: Float32Array, template: Float32Array, most: number): { row: number; distance: number }[] {
  const found: { row: number; distance: number }[] = []
  const width = template.length
  for (let at = 0; at < data.length; at += width) {
    const square = squaredDistance(data, at, template)
    if (square <= most * most) found.push({ row: at / width, distance: Math.sqrt(square) })
  }
  return found
}

/** Four sums side by side: twice as fast as one, which waits for itself at every step. */
function squaredDistance(data: Float32Array, at: number, template: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  const whole = template.length - (template.length % 4)
  for (let index = 0; index < whole; index += 4) {
    a += ((data[at + index] ?? 0) - (template[index] ?? 0)) ** 2
    b += ((data[at + index + 1] ?? 0) - (template[index + 1] ?? 0)) ** 2
    c += ((data[at + index + 2] ?? 0) - (template[index + 2] ?? 0)) ** 2
    d += ((data[at + index + 3] ?? 0) - (template[index + 3] ?? 0)) ** 2
  }
  for (let index = whole; index < template.length; index += 1) {
    a += ((data[at + index] ?? 0) - (template[index] ?? 0)) ** 2
  }
  return a + b + c + d
}

function withRoomFor(data: Float32Array<ArrayBuffer>, numbers: number): Float32Array<ArrayBuffer> {
  if (numbers <= data.length) return data
  const larger = new Float32Array(Math.max(numbers, data.length * 2))
  larger.set(data)
  data.fill(0)
  return larger
}
