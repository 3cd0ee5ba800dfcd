/** One line that tells how far a long step is: rewritten in a terminal, written once per change elsewhere. */
export function progressLine(title, stream = process.stderr) {
  const startedAt = performance.now()
  let detail = ''
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`
  const draw = () => stream.write(`\r\x1b[K  ${title} … ${detail} ${seconds()}`)
  const timer = stream.isTTY ? setInterval(draw, 500) : undefined
  if (stream.isTTY) draw()
  return {
    say(text) {
      detail = text
      if (stream.isTTY) draw()
    },
    done() {
      clearInterval(timer)
      stream.write(`${stream.isTTY ? '\r\x1b[K' : ''}  ${title}: ${seconds()}\n`)
    },
    fail() {
      clearInterval(timer)
      stream.write(`${stream.isTTY ? '\r\x1b[K' : ''}  ${title}: failed\n`)
    },
  }
}
