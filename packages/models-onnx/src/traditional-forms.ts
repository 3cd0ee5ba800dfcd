import entries from 'opencc-js/dict/STCharacters'

/**
 * What documents in traditional characters write for each character that only simplified writing has, after the table of
 * Open Chinese Convert. Characters that both use (those of Big5) are left out, whatever else they may stand for.
 */
export function traditionalForms(): ReadonlyMap<string, readonly string[]> {
  const both = charactersOfBig5()
  return new Map(
    entries
      .split('|')
      .map((entry) => entry.split(' '))
      .flatMap(([simplified = '', ...forms]) => (both.has(simplified) ? [] : [[simplified, forms] as const])),
  )
}

/** The two levels of Big5, without what Hong Kong added: that has simplified characters too. */
const BIG5 = { first: 0xa4, last: 0xf9, leastTrail: 0x40, mostTrail: 0xfe } as const

function charactersOfBig5(): ReadonlySet<string> {
  const decoder = new TextDecoder('big5')
  const characters = new Set<string>()
  for (let lead = BIG5.first; lead <= BIG5.last; lead += 1) {
    for (let trail = BIG5.leastTrail; trail <= BIG5.mostTrail; trail += 1) {
      characters.add(decoder.decode(Uint8Array.of(lead, trail)))
    }
  }
  return characters
}
