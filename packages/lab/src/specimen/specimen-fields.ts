import { seeded } from '../random.ts'

/** What a specimen passport says. Dates are `YYYY-MM-DD`, states ICAO alpha-3. */
export interface SpecimenFields {
  readonly surname: string
  readonly givenNames: string
  readonly documentNumber: string
  readonly nationality: string
  readonly birthDate: string
  readonly sex: 'M' | 'F' | 'X'
  readonly birthPlace: string
  readonly issueDate: string
  readonly expiryDate: string
  /** Printed into the optional data of the MRZ. */
  readonly personalNumber?: string
}

/** The invented state that ICAO 9303 reserves for examples. */
export const SPECIMEN_STATE = 'UTO'

const SURNAMES = [
  'Almgren',
  'Borodai',
  'Castellani',
  'Duvalier',
  'Eskola',
  'Farrow',
  'Halvorsen',
  'Imanov',
  'Jelinek',
  'Korhonen',
  'Lindqvist',
  'Mbeki',
] as const
const GIVEN_NAMES = [
  'Ada',
  'Beatriz',
  'Celine',
  'Dorothea',
  'Elin Sofia',
  'Freya',
  'Greta',
  'Hana',
  'Irene',
  'Jana Luisa',
  'Katya',
  'Lena',
] as const
const PLACES = ['Arcadia', 'Brightwater', 'Cape Hope', 'Eldermoor', 'Fairhaven', 'New Zenith'] as const

/** An invented person. The same seed gives the same one; `changes` fixes fields, say an expiry date in the past. */
export function specimenFields(seed: number, changes: Partial<SpecimenFields> = {}): SpecimenFields {
  const random = seeded(seed)
  const number = Math.floor(random.between(10_000_000, 99_999_999))
  return {
    surname: random.pick(SURNAMES),
    givenNames: random.pick(GIVEN_NAMES),
    documentNumber: `${random.pick(['L', 'X', 'C', 'P'])}${number}`,
    nationality: SPECIMEN_STATE,
    birthDate: date(random.between(1968, 2001), random.next(), random.next()),
    sex: 'F',
    birthPlace: random.pick(PLACES),
    issueDate: date(random.between(2023, 2026), random.next(), random.next()),
    expiryDate: date(random.between(2031, 2035), random.next(), random.next()),
    ...changes,
  }
}

function date(year: number, month01: number, day01: number): string {
  const parts = [Math.floor(year), 1 + Math.floor(month01 * 12), 1 + Math.floor(day01 * 28)]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}
