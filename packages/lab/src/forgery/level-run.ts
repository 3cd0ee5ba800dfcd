import type { Seeded } from '../random.ts'
import type { DrawnRun } from '../specimen/render-document.ts'
import type { SpecimenScene } from './specimen-scene.ts'

/** Letters that stand on a line and reach to its top, enough of them for some to be changed. */
const LEVEL = /^[A-Z0-9 ]{7,}$/

/** A value whose letters all stand on one line, to be set unlevel; any other where the page prints none. */
export function levelRun({ values }: SpecimenScene, random: Seeded): DrawnRun {
  const level = values.filter(({ text }) => LEVEL.test(text))
  const among = level.length > 0 ? level : values
  const run = among[Math.floor(random.next() * among.length)]
  if (run === undefined) throw new RangeError('the page prints no value')
  return run
}
