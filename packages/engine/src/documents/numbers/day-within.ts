/** Whether `YYMMDD` is a day of the calendar, in either century, and `birthDate` where that is known. */
export function isDayWithin(yymmdd: string, birthDate: string | undefined): boolean {
  if (birthDate !== undefined) return birthDate.slice(2).replaceAll('-', '') === yymmdd
  const [month, day] = [Number(yymmdd.slice(2, 4)), Number(yymmdd.slice(4, 6))]
  // February has 29 days in every other century's 00, so the day is looked for in a leap year.
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000, month, 0)).getUTCDate()
}
