import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPictures } from '@bonafide/imaging'
import { attacks, demoStill } from '@bonafide/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseLabel } from '../clips/label.ts'
import { parseTimes } from '../clips/read-clip.ts'
import { runCli } from '../run-cli.ts'

const pictures = createPictures()
let folder: string
let clip: string

/** Stills of two people, one of whom is too small to be moved, and one clip of the other. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-attack-'))
  const cleo = await pictures.encodeJpeg(await demoStill('cleo', pictures), 92)
  await mkdir(join(folder, 'stills', 'cleo'), { recursive: true })
  await writeFile(join(folder, 'stills', 'cleo', 'one.jpg'), cleo)
  const grey = { width: 300, height: 300, data: new Uint8Array(300 * 300 * 3).fill(128) }
  await writeFile(join(folder, 'stills', 'nobody.jpg'), await pictures.encodeJpeg(grey, 80))
  const run = await cli('render-liveness', '--stills', join(folder, 'stills'), '--out', join(folder, 'set'), ...ONE)
  expect(run.code).toBe(0)
  expect(run.answer).toMatchObject({
    clips: { bonafide: 1 },
    subjects: 1,
    skipped: [join(folder, 'stills', 'nobody.jpg')],
  })
  clip = join(folder, 'set', 'bonafide_cleo_001')
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const ONE = ['--per-kind', '1', '--kinds', 'bonafide', '--seed', '3', '--flash-strength', '0.4']

describe('a rendered set', () => {
  it('holds clips and labels that are read back: who, what was asked, and how strong the light was', async () => {
    const text = await readFile(`${clip}.json`, 'utf8')
    const label = parseLabel('bonafide_cleo_001', text)
    expect([label.kind, label.attack, label.notJudged]).toEqual(['bonafide', false, []])
    expect(label.challenge.steps.length).toBeGreaterThanOrEqual(3)
    expect(label.challenge.flashes).toHaveLength(6)
    expect(JSON.parse(text)).toMatchObject({ subject: 'cleo', flashStrength: 0.4 })
    const times = parseTimes(await readFile(join(clip, 'times.json'), 'utf8'))
    expect(times.length).toBeLessThanOrEqual(60)
    expect(times.at(-1)?.atMs).toBeLessThanOrEqual(label.challenge.totalMs)
    expect((await readdir(clip)).filter((name) => name.endsWith('.jpg'))).toHaveLength(times.length)
  })
})

describe('a rendered set that asks for something else', () => {
  const asking = async (name: string, ...more: readonly string[]) => {
    const out = join(folder, name)
    const run = await cli('render-liveness', '--stills', join(folder, 'stills'), '--out', out, ...ONE, ...more)
    expect(run.code).toBe(0)
    const { challenge } = parseLabel('x', await readFile(join(out, 'bonafide_cleo_001.json'), 'utf8'))
    return { ...challenge, actions: challenge.steps.map(({ action }) => action) }
  }

  it('asks it in the order that was given, with a turn and an approach before the colours at its end', async () => {
    const { actions, steps, flashes } = await asking('asks', '--asks', 'nod,blink')
    const [turn, ...others] = [...actions].sort((a, b) => Number(isTurn(b)) - Number(isTurn(a)))
    expect([turn, others]).toEqual([expect.stringMatching(/^turn-/), ['nod', 'blink', 'nearer']])
    expect(flashes).toHaveLength(6)
    expect(flashes[0]?.startMs).toBeGreaterThan(steps.at(-1)?.endMs ?? Number.POSITIVE_INFINITY)
  }, 60_000)

  it('asks for a turn to each side where people decline the colours', async () => {
    const { actions, flashes } = await asking('no-colours', '--no-colours')
    expect([...actions].sort()).toEqual(['open-mouth', 'turn-left', 'turn-right'])
    expect(flashes).toEqual([])
  }, 60_000)

  it.each(['smile', 'colours', 'nod,nod', ''])('is refused for %j', async (asks) => {
    const { code, progress } = await cli('render-liveness', '--stills', folder, '--out', folder, ...ONE, '--asks', asks)
    expect(code).toBe(1)
    expect(progress).toContain('--asks knows')
  })
})

describe('bonafide attack', () => {
  it('makes an attack of a clip that asks for what was asked of the person', async () => {
    const made = await cli('attack', clip, '--kind', 'repeated', '--out', join(folder, 'attacks'))
    expect(made.answer).toMatchObject({ kind: 'repeated', clip: join(folder, 'attacks', 'bonafide_cleo_001-repeated') })
    const label = async (path: string) => parseLabel('x', await readFile(path, 'utf8'))
    const [before, after] = [await label(`${clip}.json`), await label(`${made.answer['clip']}.json`)]
    expect(after).toMatchObject({ kind: 'repeated', attack: true, challenge: { steps: before.challenge.steps } })
    const [first, second] = await Promise.all(
      ['0001', '0002'].map((name) => readFile(join(`${made.answer['clip']}`, `${name}.jpg`))),
    )
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true)
  }, 60_000)

  it('lists every species with what its rendering leaves out', async () => {
    const { answer } = await cli('attack', '--list')
    expect(answer).toHaveLength(attacks.size)
    for (const entry of answer as unknown as readonly { limits: string }[]) expect(entry.limits).not.toBe('')
  })

  it.each([
    ['nothing to do', [], 'Say which clip'],
    ['a species that it does not know', ['x', '--out', 'y', '--kind', 'mask'], '--kind must be one of'],
    ['a seed that is no number', ['x', '--out', 'y', '--kind', 'print', '--seed', 'one'], '--seed is a number'],
    ['a second person without one', ['x', '--out', 'y', '--kind', 'spliced'], '--other CLIP'],
  ])('refuses %s with a sentence that helps', async (_case, argv, sentence) => {
    const { code, progress } = await cli('attack', ...argv)
    expect(code).toBe(1)
    expect(progress).toContain(sentence)
  })
})

function isTurn(action: string): boolean {
  return action.startsWith('turn-')
}

async function cli(...argv: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runCli(['--json', ...argv], {
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
  })
  const answer = out.length === 0 ? {} : JSON.parse(out.join(''))
  return { code, answer: answer as Readonly<Record<string, unknown>>, progress: err.join('') }
}
