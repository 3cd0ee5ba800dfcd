import { readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { Challenge } from '@bonafide/engine'
import type { Attack, Target } from '@bonafide/lab'
import { parseChallenge } from '../clips/parse-challenge.ts'
import { readClip } from '../clips/read-clip.ts'
import { writeClip } from '../clips/write-clip.ts'
import { CommandError, defineCommand } from '../define-command.ts'
import { numberOption } from '../number-option.ts'
import { type OpenEngine, withEngine } from '../open-engine.ts'

interface Options {
  readonly list?: true
  readonly kind?: string
  readonly out?: string
  readonly challenge?: string
  readonly other?: string
  readonly flashStrength: string
  readonly seed: string
}

/** Hardly any loss beyond that of the clip. */
const JPEG_QUALITY = 88

export default defineCommand({
  name: 'attack',
  summary: 'Makes an attack out of a clip of a living person: print, replay, injection and others',
  configure(command, io) {
    command
      .argument('[clip]', 'folder of JPEG frames with times.json, or a video')
      .option('--list', 'name the species of attack and what their rendering leaves out')
      .option('--kind <kind>', 'species of attack')
      .option('--out <folder>', 'where the clip and its label are written')
      .option('--challenge <file>', 'what was asked: challenge or label as JSON (default: the label beside the clip)')
      .option('--other <clip>', 'a clip of somebody else, for attacks that show two people')
      .option('--flash-strength <share>', "what the screen adds to a channel's light on paper and skin", '0.3')
      .option('--seed <n>', 'the same seed gives the same clip', '1')
      .action(async (clip: string | undefined, options: Options) => {
        const { attacks } = await import('@bonafide/lab')
        if (options.list === true) return io.answer(listed(attacks.values()), linesOf(attacks.values()))
        const { kind, out } = options
        if (clip === undefined || kind === undefined || out === undefined) {
          throw new CommandError('Say which clip, --kind and --out; or --list for the kinds')
        }
        const attack = attacks.get(kind)
        if (attack === undefined) throw new CommandError(`--kind must be one of ${[...attacks.keys()].join(', ')}`)
        if (attack.needsStranger === true && options.other === undefined) {
          throw new CommandError(`${kind} shows a second person: add --other CLIP`)
        }
        io.answer(await withEngine(io, (engine) => makeAttack(clip, attack, { ...options, out }, engine)))
      })
  },
})

function listed(attacks: Iterable<Attack>) {
  return [...attacks].map(({ kind, summary, limits }) => ({ kind, summary, limits }))
}

function linesOf(attacks: Iterable<Attack>): readonly string[] {
  return [...attacks].map(({ kind, summary, limits }) => `${kind.padEnd(16)}${summary}\n${''.padEnd(16)}(${limits})`)
}

async function makeAttack(
  path: string,
  attack: Attack,
  options: Options & { readonly out: string },
  engine: OpenEngine,
) {
  const { seeded } = await import('@bonafide/lab')
  const seed = seedOf(options)
  const label = await labelOf(path, options)
  const challenge = label === undefined ? nothingAsked(path) : parseChallenge(path, label)
  const target = await targetOf(path, challenge, options, engine)
  const { frames, drawn } = attack.present(target, seeded(seed))
  const name = `${basename(path, extname(path))}-${attack.kind}`
  const notes = {
    seed,
    madeOf: basename(path),
    flashStrength: target.circumstances.flashStrength,
    drawn,
    ...subjectOf(label),
  }
  const clip = {
    name,
    kind: attack.kind,
    attack: true,
    challenge: target.challenge,
    frames,
    jpegQuality: JPEG_QUALITY,
    notes,
  }
  const count = await writeClip(options.out, clip, engine.pictures)
  return {
    clip: join(options.out, name),
    label: join(options.out, `${name}.json`),
    kind: attack.kind,
    frames: count,
    asked: target.challenge.steps.length + target.challenge.flashes.length,
    drawn,
    limits: attack.limits,
  }
}

async function targetOf(
  path: string,
  challenge: Challenge,
  options: Options,
  { tools, pictures }: OpenEngine,
): Promise<Target> {
  const { clipTarget } = await import('@bonafide/lab')
  const clip = await readClip(path, challenge, pictures)
  const totalMs = Math.max(challenge.totalMs, clip.frames.at(-1)?.atMs ?? 0)
  const { other } = options
  return clipTarget({ ...clip, challenge: { ...challenge, totalMs } }, tools, {
    seed: seedOf(options),
    flashStrength: numberOption('--flash-strength', options.flashStrength, 0, 5),
    ...(other === undefined ? {} : { stranger: await readClip(other, challenge, pictures) }),
  })
}

function seedOf({ seed }: Options): number {
  return numberOption('--seed', seed, 0, 1e9)
}

/** The text of the label that was named, or of the one that lies beside the clip. */
async function labelOf(path: string, { challenge }: Options): Promise<string | undefined> {
  if (challenge !== undefined) {
    return readFile(challenge, 'utf8').catch((cause: unknown) => {
      throw new CommandError(`The challenge ${challenge} cannot be read`, { cause })
    })
  }
  return readFile(`${path.slice(0, path.length - extname(path).length)}.json`, 'utf8').catch(() => undefined)
}

/** Without a challenge sheets are only held, and no colours fall on them. */
function nothingAsked(path: string): Challenge {
  return { id: basename(path), steps: [], flashes: [], totalMs: 0 }
}

/** Who is on the clip, where its label says so: people are kept apart when thresholds are chosen. */
function subjectOf(label: string | undefined): { readonly subject?: string } {
  const said: unknown = label === undefined ? undefined : JSON.parse(label)
  const subject = typeof said === 'object' && said !== null && 'subject' in said ? said.subject : undefined
  return typeof subject === 'string' ? { subject } : {}
}
