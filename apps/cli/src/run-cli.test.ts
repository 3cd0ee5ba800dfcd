import { describe, expect, it } from 'vitest'
import { CommandError, defineCommand } from './define-command.ts'
import { runCli } from './run-cli.ts'

const greet = defineCommand({
  name: 'greet',
  summary: 'Greets',
  configure(command, io) {
    command.argument('<name>').action((name: string) => {
      if (name === 'nobody') throw new CommandError('Give a name')
      io.progress('thinking')
      io.answer({ greeting: name }, `Hello ${name}`)
    })
  },
})

describe('runCli', () => {
  it('prints one JSON document on standard output with --json anywhere on the line', async () => {
    for (const argv of [
      ['greet', 'Ada', '--json'],
      ['--json', 'greet', 'Ada'],
    ]) {
      const { code, out, err } = await run(argv)
      expect({ code, document: JSON.parse(out), err }).toEqual({
        code: 0,
        document: { greeting: 'Ada' },
        err: 'thinking\n',
      })
    }
  })

  it('prints text for people without --json', async () => {
    expect((await run(['greet', 'Ada'])).out).toBe('Hello Ada\n')
  })

  it('exits with 1 and the message when the command could not do its work', async () => {
    expect(await run(['greet', 'nobody'])).toEqual({ code: 1, out: '', err: 'bonafide: Give a name\n' })
  })

  it('exits with 2 when the command line is wrong', async () => {
    expect((await run(['greet'])).code).toBe(2)
    expect((await run(['unknown'])).code).toBe(2)
  })

  it('exits with 0 for --help', async () => {
    expect((await run(['--help'])).code).toBe(0)
  })
})

async function run(argv: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const streams = { stdout: (text: string) => void out.push(text), stderr: (text: string) => void err.push(text) }
  const code = await runCli(argv, streams, [greet])
  return { code, out: out.join(''), err: err.join('') }
}
