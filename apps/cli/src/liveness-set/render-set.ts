import { mkdir, readFile } from 'node:fs/promises'
import { type ChallengeOptions, drawChallenge, observeFaces, type Random } from '@bonafide/engine'
import type { Circumstances, PosingPerson, Seeded } from '@bonafide/lab'
import { writeClip } from '../clips/write-clip.ts'
import { CommandError, type CommandIo } from '../define-command.ts'
import type { OpenEngine } from '../open-engine.ts'
import type { Still, StillsFound } from './read-stills.ts'

export interface SetOptions {
  readonly out: string
  readonly perKind: number
  /** Number of the first clip of each kind: a set is gone on with from here. */
  readonly first: number
  /** Species of attack, and `bonafide`. */
  readonly kinds: readonly string[]
  readonly seed: number
  /** The same in all clips; drawn for each where nothing is said. */
  readonly flashStrength?: number
  /** What every challenge asks for, and whether with colours. */
  readonly asked: ChallengeOptions
}

export interface RenderedSet {
  readonly clips: Readonly<Record<string, number>>
  readonly subjects: number
  readonly frames: number
}

export const BONAFIDE = 'bonafide'

/** Renders clips of every kind, one of each in turn, so that a run that is broken off leaves a set that can be used. */
export async function renderSet(
  { subjects }: StillsFound,
  options: SetOptions,
  engine: OpenEngine,
  io: Pick<CommandIo, 'progress'>,
): Promise<RenderedSet> {
  const { attacks } = await import('@bonafide/lab')
  const people = [...subjects.values()]
  const pair = options.kinds.find((kind) => attacks.get(kind)?.needsStranger === true)
  if (pair !== undefined && people.length < 2) throw new CommandError(`${pair} needs pictures of two people`)
  await mkdir(options.out, { recursive: true })
  const clips: Record<string, number> = {}
  let frames = 0
  for (let order = options.first - 1; order < options.first - 1 + options.perKind; order += 1) {
    for (const [at, kind] of options.kinds.entries()) {
      const seed = options.seed + order * 1000 + at
      // Kinds begin with another person each, so that a small set does not tie a kind to a person.
      const [still, other] = [stillAt(people, order + at, order), stillAt(people, order + at + 1, order)]
      frames += await renderClip({ kind, order, seed, still, other }, options, engine)
      clips[kind] = (clips[kind] ?? 0) + 1
    }
    io.progress(`clip ${order + 1} of each kind`)
  }
  return { clips, subjects: people.length, frames }
}

function stillAt(people: readonly (readonly Still[])[], person: number, round: number): Still {
  const stills = people[person % people.length] ?? []
  const still = stills[Math.floor(round / people.length) % stills.length]
  if (still === undefined) throw new RangeError('there are no stills')
  return still
}

interface ClipPlan {
  readonly kind: string
  readonly order: number
  readonly seed: number
  readonly still: Still
  readonly other: Still
}

async function renderClip(plan: ClipPlan, options: SetOptions, engine: OpenEngine): Promise<number> {
  const lab = await import('@bonafide/lab')
  const { kind, order, seed, still, other } = plan
  const random = lab.seeded(seed)
  const drawn = lab.drawCircumstances(random)
  const circumstances = { ...drawn, flashStrength: options.flashStrength ?? drawn.flashStrength }
  const jpegQuality = Math.round(random.between(78, 92))
  const challenge = drawChallenge(from(random), `rendered-${seed}`, options.asked)
  const attack = lab.attacks.get(kind)
  const target = lab.puppetTarget(await posing(still, engine), challenge, {
    // A stream of its own: the same one twice would tie how people move to how strong the light is.
    seed: seed ^ 0x5f3759df,
    circumstances,
    ...(attack?.needsStranger === true ? { stranger: await posing(other, engine) } : {}),
  })
  const shown = attack?.present(target, random) ?? { frames: target.captured(), drawn: {} }
  const notes = { subject: still.subject, seed, jpegQuality, ...notesOf(circumstances), drawn: shown.drawn }
  const name = `${kind}_${still.subject}_${String(order + 1).padStart(3, '0')}`
  const label = { name, kind, attack: attack !== undefined, challenge, frames: shown.frames, jpegQuality, notes }
  return writeClip(options.out, label, engine.pictures)
}

/** The engine draws challenges from the system's randomness; a set that can be made again needs a seed. */
function from(random: Seeded): Random {
  return { below: (bound) => Math.floor(random.next() * bound) }
}

async function posing({ path }: Still, { tools, pictures }: OpenEngine): Promise<PosingPerson> {
  const { exposeForFace, NoFaceInStill, posingPerson, puppetFrom } = await import('@bonafide/lab')
  const still = await pictures.decode(await readFile(path))
  const [face] = await observeFaces(still, tools)
  if (face === undefined) throw new NoFaceInStill(`${path} shows no face`)
  return posingPerson(puppetFrom(exposeForFace(still, face), face), tools)
}

function notesOf({ look, ...circumstances }: Circumstances) {
  return { ...circumstances, ...look, balance: look.balance.map((part) => Math.round(part * 1000) / 1000) }
}
