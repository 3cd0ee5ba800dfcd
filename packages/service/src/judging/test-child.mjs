// A judging process for tests: does what the product code of the request says. Plain JavaScript, so that a child needs no build.
const hoard = []
process.once('disconnect', () => process.exit(0))
process.on('message', (message) => {
  if (message.kind === 'start') {
    if (message.modelFolder === 'missing') return process.send({ kind: 'unfit', message: 'model-missing' })
    return process.send({ kind: 'ready' })
  }
  const { id } = message
  if (message.kind === 'inspect') {
    const answer = { facesSeen: message.bytes.length, width: process.pid, height: 0, usable: true }
    return process.send({ kind: 'inspected', id, answer })
  }
  const behaviour = {
    crash: () => process.abort(),
    exit: () => process.exit(3),
    throw: () => {
      throw new Error('secret of the evidence')
    },
    unreadable: () => process.send({ kind: 'failed', id, code: 'picture-unreadable' }),
    hang: () => {
      for (;;) hoard.length = 0
    },
    eat: () => {
      for (;;) hoard.push(Buffer.alloc(16 * 1024 * 1024, hoard.length % 256))
    },
    environment: () => answer({ environment: Object.keys(process.env), pid: process.pid }),
  }[message.request.productCode]
  if (behaviour) behaviour()
  else answer({ bytes: message.request.evidence.pages.map(({ bytes }) => bytes) })

  function answer(decision) {
    process.send({ kind: 'judged', id, answer: { decision, stageMs: {} } })
  }
})
