// `npm start`: builds what is stale, prepares the models, then runs the service and the demo bank in this process.
import { buildStale } from './start/build.mjs'
import { readOptions, USAGE } from './start/options.mjs'

try {
  const options = readOptions(process.argv.slice(2))
  if (options.help) console.log(USAGE)
  else await start(options)
} catch (error) {
  console.error(`\n  ${error.message}\n`)
  process.exitCode = 1
}

async function start(options) {
  await buildStale()
  const { runEverything } = await import('./start/run-everything.mjs')
  const { welcomeText } = await import('./start/welcome-text.mjs')
  const running = await runEverything(options)
  console.log(welcomeText(running))
  stopOnSignal(running.close)
}

/** The first Ctrl-C ends both cleanly, the second at once. */
function stopOnSignal(close) {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(130)
    stopping = true
    console.log('\n  Stopping …')
    close().then(
      () => process.exit(0),
      (error) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
