import { CommandError } from './define-command.ts'

/** The number that was typed after an option. Throws a `CommandError` unless it lies within the bounds. */
export function numberOption(option: string, text: string, least: number, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!(value >= least && value <= most)) throw new CommandError(`${option} is a number from ${least} to ${most}`)
  return value
}
