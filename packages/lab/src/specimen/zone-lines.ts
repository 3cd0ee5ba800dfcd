import { printMrz, type RegisteredDocument } from '@bonafide/engine'
import type { Holder } from './invent-holder.ts'
import { zoneName } from './printed-texts.ts'
import { SPECIMEN_STATE } from './specimen-fields.ts'

/** The lines of the zone that a type carries, in the first of its formats. */
export function zoneLines(
  type: RegisteredDocument,
  holder: Holder,
  documentNumber = `L${holder.birthDate.replaceAll('-', '')}`,
): readonly string[] {
  const [format = 'TD3'] = type.mrz?.formats ?? []
  const state = type.issuers[0] ?? SPECIMEN_STATE
  return printMrz(
    {
      documentCode: format === 'TD3' ? 'P' : state === 'VNM' ? 'ID' : 'I',
      issuingState: state,
      surname: zoneName(holder.surname),
      givenNames: zoneName(holder.givenNames),
      documentNumber: documentNumber.replace(/[^0-9A-Z]/g, '').slice(0, 9),
      nationality: state,
      birthDate: shortDate(holder.birthDate),
      sex: holder.sex,
      expiryDate: shortDate(holder.expiryDate),
    },
    format,
  )
}

/** ICAO 9303 part 3: characters 2.4 mm high; parts 4 to 6: the last line stands 9.5 (5.5 on cards) mm above the edge. */
export function zonePlace(pageHeightMm: number, lines: number) {
  const isCard = lines === 3
  const [lineStep, foot] = isCard ? [6.1, 5.5] : [6.35, 10.4]
  return {
    left: isCard ? 4.6 : 6.7,
    firstTop: pageHeightMm - foot - (lines - 1) * lineStep - 1.2,
    lineStep,
    height: 2.4,
  } as const
}

function shortDate(date: string): string {
  return date.slice(2).replaceAll('-', '')
}
