/** Two-digit years that states print for documents without an end. */
const NO_END = ['990101', '991231']
/** No state issues documents for longer, and MRZ are not much older (ICAO 9303 first edition: 1980). */
const WINDOW_YEARS = 50

/** A birth date `YYMMDD` as `YYYY-MM-DD`, in the century that puts it before `judgedOn`; undefined when incomplete. */
export function birthDateOf(text: string, judgedOn: string): string | undefined {
  const recent = calendarDate(`20${text}`)
  if (recent !== undefined && recent <= judgedOn) return recent
  return calendarDate(`19${text}`)
}

/** An expiry date `YYMMDD` as `YYYY-MM-DD`: 2000-2099, unless that lies further ahead than documents are valid. */
export function expiryDateOf(text: string, judgedOn: string): string | undefined {
  const ahead = calendarDate(`20${text}`)
  if (ahead === undefined) return calendarDate(`19${text}`)
  const tooFar = Number(ahead.slice(0, 4)) > Number(judgedOn.slice(0, 4)) + WINDOW_YEARS
  return tooFar && !NO_END.includes(text) ? calendarDate(`19${text}`) : ahead
}

/** `YYYYMMDD` as `YYYY-MM-DD` when the calendar has that day. */
export function calendarDate(text: string): string | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (match === null) return undefined
  const [, year, month, day] = match
  const iso = `${year}-${month}-${day}`
  const date = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? undefined : iso
}
