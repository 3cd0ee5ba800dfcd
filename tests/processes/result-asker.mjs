// Asks for the result of one verification again and again, in a process of its own: what its answers take is then what
// the service takes, and not what the one who offers work does beside.
import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@bonafide/server-sdk'

process.on('message', ({ endpoint, credentials, verification, eachMs, seconds }) => {
  const client = createClient({ endpoint, ...credentials, maxTries: 1 })
  void repeat(seconds, eachMs, () => timed(() => client.checkResult(verification))).then((times) => process.send(times))
})

/** Begins a question at each beat, whether or not the one before was answered. */
async function repeat(seconds, eachMs, ask) {
  const begun = []
  const until = performance.now() + seconds * 1000
  for (let next = performance.now(); next < until; next += eachMs) {
    await wait(Math.max(0, next - performance.now()))
    begun.push(ask())
  }
  return Promise.all(begun)
}

/** Milliseconds; nothing where no answer came. */
async function timed(ask) {
  const asked = performance.now()
  try {
    await ask()
    return performance.now() - asked
  } catch (error) {
    console.error(error)
    return null
  }
}
