import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { sendGet } from './send-get.ts'

describe('sending over TLS', () => {
  it('asks for a server by its name, and by none where the URL holds an address', async () => {
    const hellos: string[] = []
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.once('data', (hello) => {
        hellos.push(hello.toString('latin1'))
        socket.destroy()
      })
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    for (const host of ['merchant.example', '[2606:4700::1111]', '93.184.216.34']) {
      const target = { url: new URL(`https://${host}:${port}/`), address: '127.0.0.1' }
      await expect(sendGet(target, {}, 5000)).rejects.toThrow()
    }
    server.close()
    expect(hellos.map((hello) => hello.includes('merchant.example'))).toEqual([true, false, false])
    expect(hellos.filter((hello) => /2606|93\.184/.test(hello))).toEqual([])
  })
})
