import { readdir, readFile } from 'node:fs/promises'

/** USER_HZ, in which Linux counts the time of processes. */
const TICKS_PER_SECOND = 100

/** Processor time of these processes and of all that they started, ended ones too. */
export async function processorSeconds(pids: readonly number[]): Promise<number> {
  const ticks = await Promise.all(pids.map(ticksOf))
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND
}

async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // Fields 14 to 17: own time and that of children that ended; the second field may contain anything.
  const own = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number)
  const children = await Promise.all((await childrenOf(pid)).map(ticksOf))
  return [...own, ...children].reduce((sum, one) => sum + one, 0)
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const tasks = await readdir(`/proc/${pid}/task`)
  const lists = await Promise.all(tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8')))
  return lists.flatMap((list) =>
    list
      .split(' ')
      .filter((id) => id !== '')
      .map(Number),
  )
}
