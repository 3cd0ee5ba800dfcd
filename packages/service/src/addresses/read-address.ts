/** Levels of an address, from the whole to the room, by the words of the API. */
export const ADDRESS_LEVELS = ['prov', 'city', 'district', 'town', 'road', 'roadno', 'poi', 'roomno'] as const
export type AddressLevel = (typeof ADDRESS_LEVELS)[number]

/** What an address states, level by level. A level that it does not name is not there: nothing is guessed. */
export type StatedAddress = Readonly<Partial<Record<AddressLevel, string>>>

/**
 * How each level is recognised: by the word that names it, in Chinese behind the name, in English before or behind it.
 * A part without such a word belongs to no level.
 */
const MARKS: readonly (readonly [AddressLevel, RegExp])[] = [
  ['roomno', /^(?:room|rm|unit|apt|apartment|flat|suite|#) ?(.+)$|^(.+?)(?:室|号房)$/],
  [
    'poi',
    /^(.+?) (?:building|tower|plaza|centre|center|mall|block|mansion)$|^(.+?)(?:大厦|大楼|小区|广场|号楼|栋|幢)$/,
  ],
  ['roadno', /^(?:no\.?|number) ?(\d+\w?)$|^(\d+\w?(?:-\d+)?)号?$/],
  [
    'road',
    /^(.+?) (?:road|rd|street|st|avenue|ave|lane|boulevard|blvd|drive|soi|jalan)\.?$|^jalan (.+)$|^(.+?)(?:路|街|大道|巷|弄)$/,
  ],
  ['town', /^(.+?) (?:town|township|subdistrict|village)$|^(.+?)(?:镇|乡|街道|村)$/],
  ['district', /^(.+?) (?:district|county)$|^(.+?)(?:区|县|旗)$/],
  ['city', /^(.+?) city$|^city of (.+)$|^(.+?)(?:市|州|盟)$/],
  ['prov', /^(.+?) (?:province|prov\.?|state|region)$|^(?:province|state) of (.+)$|^(.+?)(?:省|自治区|特别行政区)$/],
]

/** Where Chinese is written in one go: the ends of levels, the longer before the shorter that it holds. */
const CHINESE_ENDS = /(自治区|特别行政区|街道|大道|大厦|大楼|小区|广场|号楼|号房|[省市区县旗镇乡村路街巷弄号栋幢室])/g

/** `12 Main Street`: the number that stands before the name of a road is a level of its own. */
const NUMBERED_ROAD = /^(\d+\w?) (.+)$/

/** Reads the levels that an address states. Case, width and spaces make no difference. */
export function readAddress(text: string): StatedAddress {
  const stated: Partial<Record<AddressLevel, string>> = {}
  for (const part of partsOf(text)) {
    const [level, name] = levelOf(part) ?? []
    if (level === undefined || name === undefined || stated[level] !== undefined) continue
    stated[level] = name
  }
  return stated
}

function partsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKC').toLowerCase()
  const pieces = /\p{Script=Han}/u.test(plain)
    ? plain
        .replace(CHINESE_ENDS, '$1,')
        .replace(/\s+/g, '')
        .split(/[,;，、]/)
    : plain.split(/[,;\n]/).flatMap(withNumberApart)
  return pieces.map((piece) => piece.trim().replace(/\s+/g, ' ')).filter((piece) => piece !== '')
}

function withNumberApart(part: string): readonly string[] {
  const [, number, rest] = NUMBERED_ROAD.exec(part.trim().replace(/\s+/g, ' ')) ?? []
  return number === undefined || rest === undefined ? [part] : [number, rest]
}

function levelOf(part: string): readonly [AddressLevel, string] | undefined {
  for (const [level, mark] of MARKS) {
    const name = mark
      .exec(part)
      ?.slice(1)
      .find((group) => group !== undefined)
    if (name !== undefined) return [level, name.trim()]
  }
  return undefined
}
