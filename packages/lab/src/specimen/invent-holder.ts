import { type Seeded, seeded } from '../random.ts'
import { type SpecimenFields, specimenFields } from './specimen-fields.ts'

/** An invented person with everything that any registered document prints. Dates are `YYYY-MM-DD`. */
export interface Holder extends Omit<SpecimenFields, 'documentNumber' | 'nationality' | 'sex'> {
  readonly sex: 'M' | 'F'
  readonly middleName: string
  readonly firstIssueDate: string
  readonly chinese: { readonly simplified: ChineseHolder; readonly traditional: ChineseHolder }
  readonly street: string
  readonly town: string
  /** What the numbers of the holder's documents are drawn from. */
  readonly seed: number
}

export interface ChineseHolder {
  readonly surname: string
  readonly givenNames: string
  readonly address: string
  readonly place: string
  readonly people: string
}

type Both = readonly [simplified: string, traditional: string]

const SURNAMES: readonly [Both, ...Both[]] = [
  ['王', '王'],
  ['张', '張'],
  ['陈', '陳'],
  ['刘', '劉'],
  ['杨', '楊'],
  ['欧阳', '歐陽'],
  ['吴', '吳'],
  ['叶', '葉'],
]
const GIVEN: readonly [Both, ...Both[]] = [
  ['秀英', '秀英'],
  ['丽华', '麗華'],
  ['建国', '建國'],
  ['雨桐', '雨桐'],
  ['明', '明'],
  ['子轩', '子軒'],
  ['美玲', '美玲'],
  ['志强', '志強'],
]
const PLACES: readonly [Both, ...Both[]] = [
  ['北京市', '臺北市'],
  ['广东省', '高雄市'],
  ['四川省', '臺中市'],
  ['浙江省', '花蓮縣'],
]
const ROADS: readonly [Both, ...Both[]] = [
  ['建设路', '中山路'],
  ['人民大街', '和平東路'],
  ['长江路', '復興街'],
]
const PEOPLES = ['汉', '回', '满', '壮', '蒙古'] as const
const STREETS = ['12 Harbour Street', 'Jalan Merdeka 45', '7 Lakeview Road', 'Block 33 Orchard Lane'] as const
const TOWNS = ['Brightwater', 'Eldermoor', 'Fairhaven', 'New Zenith'] as const
const MIDDLE_NAMES = ['Reyes', 'Santos', 'Marin', 'Olsen'] as const

/** The same seed gives the same person. */
export function inventHolder(seed: number): Holder {
  const random = seeded(seed ^ 0x5bd1e995)
  const sex = random.pick(['M', 'F'] as const)
  const { documentNumber: _number, nationality: _state, ...fields } = specimenFields(seed)
  return {
    ...fields,
    sex,
    middleName: random.pick(MIDDLE_NAMES),
    firstIssueDate: `20${10 + Math.floor(random.next() * 9)}-0${1 + Math.floor(random.next() * 9)}-1${Math.floor(random.next() * 10)}`,
    chinese: inventChinese(random),
    street: random.pick(STREETS),
    town: random.pick(TOWNS),
    seed,
  }
}

function inventChinese(random: Seeded): Holder['chinese'] {
  const [surname, given, place, road] = [
    random.pick(SURNAMES),
    random.pick(GIVEN),
    random.pick(PLACES),
    random.pick(ROADS),
  ]
  const [number, floor] = [1 + Math.floor(random.next() * 180), 1 + Math.floor(random.next() * 20)]
  const people = random.pick(PEOPLES)
  const of = (index: 0 | 1): ChineseHolder => ({
    surname: surname[index],
    givenNames: given[index],
    address:
      index === 0
        ? `${place[0]}朝阳区${road[0]}${number}号${floor}单元`
        : `${place[1]}中正區${road[1]}${number}號${floor}樓`,
    place: place[index],
    people,
  })
  return { simplified: of(0), traditional: of(1) }
}
