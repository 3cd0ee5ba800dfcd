import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { CommandError, defineCommand } from '../define-command.ts'
import { examineFaces } from '../doctor/examine-faces.ts'
import {
  type Diagnosis,
  examineDataFolder,
  examineModels,
  examineNode,
  examineProgram,
} from '../doctor/examine-machine.ts'
import { type EngineOptions, FACE_MODELS_OPTION } from '../open-engine.ts'

const MARKS = { ok: 'ok      ', warning: 'warning ', problem: 'PROBLEM ' } as const

interface DoctorOptions extends EngineOptions {
  readonly data: string
  readonly models?: string
}

export default defineCommand({
  name: 'doctor',
  summary: 'Says whether this machine can run Bonafide, and what to do where it cannot',
  configure(command, io) {
    command
      .option('--data <dir>', 'data folder to examine', './data')
      .option('--models <dir>', 'folder of the converted networks')
      .option(...FACE_MODELS_OPTION)
      .action(async ({ data, models, ...options }: DoctorOptions) => {
        const { readConfig } = await import('@bonafide/service')
        const { config } = readConfig(process.env, { dataDir: data })
        const faceModels = options.faceModels ?? config.faceModels
        const networks = await examineModels({
          ...(models === undefined ? {} : { cacheDir: models }),
          ...(faceModels === undefined ? {} : { faceModels }),
        })
        const faces = networks.embedder && (await examineFaces(config, networks.embedder))
        const diagnoses = [
          examineNode(process.versions.node),
          await examineDataFolder(data),
          networks.diagnosis,
          ...(faces === undefined ? [] : [faces]),
          examineProgram('ffmpeg', onPath('ffmpeg'), 'judge video files (folders of frames need nothing)'),
          examineProgram('chromium', onPath('chromium'), 'run the browser tests'),
        ]
        io.answer({ diagnoses }, diagnoses.map(line))
        const problems = diagnoses.filter(({ status }) => status === 'problem')
        if (problems.length > 0) throw new CommandError(`${problems.length} problem(s): see above`)
      })
  },
})

function line({ name, status, detail, cure }: Diagnosis): string {
  return `${MARKS[status]} ${name}: ${detail}${cure === undefined ? '' : ` — ${cure}`}`
}

function onPath(name: string): boolean {
  const folders = [process.env['PATH'] ?? ''].flatMap((path) => path.split(delimiter))
  return folders.some((folder) => folder !== '' && existsSync(join(folder, name)))
}
