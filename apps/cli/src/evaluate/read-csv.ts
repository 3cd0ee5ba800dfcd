/** Rows of a comma-separated table by the names of its first line; fields may be quoted, quotes doubled inside. */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [header, ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map(splitLine)
  if (header === undefined) return []
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])))
}

function splitLine(line: string): readonly string[] {
  const fields: string[] = []
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
  }
  return fields
}
