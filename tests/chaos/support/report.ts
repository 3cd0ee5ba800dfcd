/** Prints what was measured, one line for each figure. */
export function report(title: string, figures: Readonly<Record<string, string | number>>): void {
  const width = Math.max(...Object.keys(figures).map(({ length }) => length))
  const lines = Object.entries(figures).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)
  process.stdout.write(`${[title, ...lines].join('\n')}\n`)
}
