import type { RegisteredDocument } from '@bonafide/engine'
import type { Holder } from './invent-holder.ts'

/** Issuer numbers that the AAMVA gave to Virginia, the state of its own examples, and to Ontario. */
const ISSUERS: Readonly<Record<string, { readonly issuerId: string; readonly region: string }>> = {
  USA: { issuerId: '636000', region: 'VA' },
  CAN: { issuerId: '636012', region: 'ON' },
}

/** The record on the back of a licence (AAMVA card design standard, version 9, annex D), of one part. */
export function aamvaRecord({ issuers, print }: RegisteredDocument, holder: Holder, number: string): string {
  const state = issuers[0] ?? ''
  const { issuerId, region } = ISSUERS[state] ?? { issuerId: '999999', region: 'ZZ' }
  const day = (date: string) => {
    const [year = '', month = '', dayOfMonth = ''] = date.split('-')
    return print.dates === 'mdy-slashes' ? month + dayOfMonth + year : year + month + dayOfMonth
  }
  const elements = [
    ['DAQ', number],
    ['DCS', holder.surname.toUpperCase()],
    ['DDE', 'N'],
    ['DAC', holder.givenNames.toUpperCase()],
    ['DDF', 'N'],
    ['DAD', 'NONE'],
    ['DDG', 'N'],
    ['DCA', 'D'],
    ['DCB', 'NONE'],
    ['DCD', 'NONE'],
    ['DBD', day(holder.issueDate)],
    ['DBB', day(holder.birthDate)],
    ['DBA', day(holder.expiryDate)],
    ['DBC', holder.sex === 'M' ? '1' : '2'],
    ['DAY', 'BRO'],
    ['DAU', '170 cm'],
    ['DAG', holder.street.toUpperCase()],
    ['DAI', holder.town.toUpperCase()],
    ['DAJ', region],
    ['DAK', '000000000'],
    ['DCF', `${holder.seed}`.padStart(10, '0')],
    ['DCG', state],
  ]
  const part = `DL${elements.map(([id, text]) => `${id}${text}`).join('\n')}\r`
  const beginning = `@\n\u001e\rANSI ${issuerId}090001`
  const offset = beginning.length + 'DL00000000'.length
  return `${beginning}DL${four(offset)}${four(part.length)}${part}`
}

function four(count: number): string {
  return `${count}`.padStart(4, '0')
}
