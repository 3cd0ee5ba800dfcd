import { fileURLToPath } from 'node:url'
import { DEFAULT_POLICY } from '@bonafide/engine'
import { afterEach, describe, expect, it } from 'vitest'
import type { Judge, JudgeRequest } from '../ports/judge.ts'
import { createJudgePool, type JudgePoolOptions } from './judge-pool.ts'

function request(productCode: string, bytes = new Uint8Array([1, 2, 3])): JudgeRequest {
  return { productCode, policy: DEFAULT_POLICY, evidence: { pages: [{ page: '01', bytes }], judgedOn: '2026-03-01' } }
}

describe('the pool of judging processes', () => {
  const pools: Judge[] = []
  const errors: unknown[] = []
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.close()))
    errors.length = 0
  })

  function open(change: Partial<JudgePoolOptions> = {}): Judge {
    const pool = createJudgePool({
      processes: 1,
      deadlineMs: 10_000,
      memoryMb: 400,
      onError: (error) => errors.push(error),
      entry: fileURLToPath(new URL('./test-child.mjs', import.meta.url)),
      ...change,
    })
    pools.push(pool)
    return pool
  }

  it('hands evidence over byte for byte, and answers each request with its own answer', async () => {
    const pool = open({ processes: 2 })
    const sizes = Array.from({ length: 20 }, (_, index) => index * 10_000)
    const answers = await Promise.all(
      sizes.map((size) => {
        const material = new Uint8Array(size + 64).fill(size % 251)
        return pool.judge(request('echo', material.subarray(32, 32 + size)))
      }),
    )
    for (const [index, { decision }] of answers.entries()) {
      const [bytes] = (decision as unknown as { bytes: Uint8Array[] }).bytes
      expect(bytes).toHaveLength(sizes[index] ?? -1)
      expect(bytes?.every((byte) => byte === (sizes[index] ?? 0) % 251)).toBe(true)
    }
    expect(await pool.inspectFace(new Uint8Array(7))).toMatchObject({ facesSeen: 7 })
  })

  it.each([
    ['crash', 'judging-crashed'],
    ['exit', 'judging-crashed'],
    ['throw', 'judging-crashed'],
    ['unreadable', 'picture-unreadable'],
  ])('fails only the request of a process that does: %s', async (behaviour, code) => {
    const pool = open()
    const [failed, next] = await Promise.allSettled([pool.judge(request(behaviour)), pool.judge(request('echo'))])
    expect(failed).toMatchObject({ status: 'rejected', reason: { code } })
    expect(next.status).toBe('fulfilled')
    expect(JSON.stringify(failed)).not.toContain('secret')
  })

  it('ends a process that is busy beyond the deadline, and goes on with a fresh one', async () => {
    const pool = open({ deadlineMs: 300 })
    const before = await pool.inspectFace(new Uint8Array())
    await expect(pool.judge(request('hang'))).rejects.toMatchObject({ code: 'judging-timeout' })
    const after = await pool.inspectFace(new Uint8Array())
    expect(after.width).not.toBe(before.width)
    expect(() => process.kill(before.width, 0)).toThrow()
  })

  it('ends a process that takes too much memory', async () => {
    const pool = open({ memoryMb: 200 })
    await expect(pool.judge(request('eat'))).rejects.toMatchObject({ code: 'judging-memory' })
    await expect(pool.judge(request('echo'))).resolves.toBeDefined()
  })

  it('gives a process nothing of its own environment', async () => {
    const { decision } = await open().judge(request('environment'))
    const { environment } = decision as unknown as { environment: string[] }
    expect(environment.filter((name) => !name.startsWith('NODE_CHANNEL'))).toEqual([])
  })

  it('lets a request be given up, whether it waits or is under way', async () => {
    const pool = open()
    const running = new AbortController()
    const waiting = new AbortController()
    const first = pool.judge(request('hang'), running.signal)
    const second = pool.judge(request('echo'), waiting.signal)
    waiting.abort(new Error('not wanted'))
    await expect(second).rejects.toThrow('not wanted')
    running.abort(new Error('shutting down'))
    await expect(first).rejects.toThrow('shutting down')
    await expect(pool.judge(request('echo'), AbortSignal.abort(new Error('late')))).rejects.toThrow('late')
    await expect(pool.judge(request('echo'))).resolves.toBeDefined()
  })

  it('refuses at once when too much is waiting', async () => {
    const pool = open()
    const many = Array.from({ length: 80 }, () => pool.judge(request('echo')))
    const results = await Promise.allSettled(many)
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'judging-busy' })
  })

  it('fails requests and says why while no process can start', async () => {
    const pool = open({ modelFolder: 'missing' })
    await expect(pool.judge(request('echo'))).rejects.toMatchObject({ code: 'judging-crashed' })
    expect(errors[0]).toMatchObject({ cause: { message: 'model-missing' } })
  })

  it('ends its processes when it is closed, also a busy one', async () => {
    const pool = open()
    const { width: pid } = await pool.inspectFace(new Uint8Array())
    const busy = pool.judge(request('hang'))
    const settled = expect(busy).rejects.toMatchObject({ code: 'judging-crashed' })
    await pool.close()
    await settled
    expect(() => process.kill(pid, 0)).toThrow()
    await expect(pool.judge(request('echo'))).rejects.toMatchObject({ code: 'judging-crashed' })
  })
})
