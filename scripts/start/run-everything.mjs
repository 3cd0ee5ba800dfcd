import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDemo } from '@bonafide/demo'
import { prepareModels } from '@bonafide/models-onnx'
import { createLog, readConfig, startService } from '@bonafide/service'
import { freePort } from './free-port.mjs'
import { lanAddresses, lanCertificate } from './lan-certificate.mjs'
import { openLanGateway } from './lan-gateway.mjs'
import { progressLine } from './progress-line.mjs'

const HOST = '127.0.0.1'
/** Made by the service at its first start. */
const DEMO_TENANT = 'default'
const BROWSER_FILES = fileURLToPath(new URL('../../packages/sdk-web/dist/browser', import.meta.url))

/** Starts service and demo, and with `lan` the https origin in front of both. Closes what it opened when it fails. */
export async function runEverything(options) {
  const opened = []
  const close = async () => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne()
  }
  try {
    return { ...(await openAll(options, (closeOne) => opened.push(closeOne))), close }
  } catch (error) {
    // The first failure is the one to show.
    await close().catch(() => undefined)
    throw error
  }
}

async function openAll(options, onOpened) {
  await prepare()
  const addresses = await chooseAddresses(options)
  const { config, warnings } = readConfig(process.env, {
    host: HOST,
    port: addresses.servicePort,
    dataDir: options.dataDir,
    publicUrl: addresses.servicePublicUrl,
    callbackOrigins: [addresses.demoOrigin],
    logLevel: 'warn',
  })
  const service = await startService({
    config,
    log: createLog(config.logLevel, process.stderr),
    browserFiles: BROWSER_FILES,
  })
  onOpened(() => service.close())
  await allowFrame(service.store, addresses.demoPublicUrl)
  const key = await readAccessKey(options.dataDir)
  const demo = await createDemo({
    serviceUrl: service.url,
    servicePublicUrl: addresses.servicePublicUrl,
    publicUrl: addresses.demoPublicUrl,
    accessKeyId: key.AccessKeyId,
    accessKeySecret: key.AccessKeySecret,
    callbackSecret: key.CallbackSecret,
    host: HOST,
    port: addresses.demoPort,
    onError: (error) => console.error(`  demo: ${error.code ?? error.name}: ${error.message}`),
  })
  onOpened(() => demo.close())
  const lan = options.lan ? await openLan(addresses, options.dataDir, onOpened) : undefined
  return { demoUrl: demo.url, serviceUrl: service.url, keyFile: keyFileOf(options.dataDir), warnings, lan }
}

/** Lets the demo show the capture page in a frame, beside the pages that the operator has allowed. */
async function allowFrame(store, origin) {
  const tenant = await store.findTenant(DEMO_TENANT)
  if (tenant === undefined)
    throw new Error(`The data folder has no tenant "${DEMO_TENANT}", which the demo belongs to.`)
  const iframeParents = [...new Set([...tenant.settings.iframeParents, origin])]
  await store.updateTenant(DEMO_TENANT, { settings: { ...tenant.settings, iframeParents } })
}

async function prepare() {
  const line = progressLine('Preparing the face models')
  try {
    await prepareModels({ onProgress: ({ done, total }) => line.say(`${done} of ${total}`) })
    line.done()
  } catch (error) {
    line.fail()
    throw error
  }
}

/** With `--lan` browsers know one origin for both; the service still calls the demo back on loopback. */
async function chooseAddresses({ port, lan }) {
  const servicePort = await freePort(port, HOST)
  const demoPort = await freePort(port + 1, HOST, [servicePort])
  const demoOrigin = `http://${HOST}:${demoPort}`
  const local = { servicePort, demoPort, demoOrigin }
  if (!lan) return { ...local, servicePublicUrl: `http://${HOST}:${servicePort}`, demoPublicUrl: demoOrigin }
  const [address] = lanAddresses()
  if (address === undefined)
    throw new Error('--lan found no network: this machine has no address that a phone can reach.')
  const lanPort = await freePort(port + 2, '0.0.0.0', [servicePort, demoPort])
  const lanUrl = `https://${address}:${lanPort}`
  return { ...local, lanPort, servicePublicUrl: lanUrl, demoPublicUrl: lanUrl }
}

async function openLan(addresses, dataDir, onOpened) {
  const { certificate, key, fingerprint } = await lanCertificate(join(dataDir, 'lan'), lanAddresses())
  const gateway = await openLanGateway({
    certificate,
    key,
    host: '0.0.0.0',
    port: addresses.lanPort,
    service: `http://${HOST}:${addresses.servicePort}`,
    demo: addresses.demoOrigin,
  })
  onOpened(() => gateway.close())
  return { url: addresses.demoPublicUrl, fingerprint }
}

const keyFileOf = (dataDir) => join(dataDir, 'access-key.json')

async function readAccessKey(dataDir) {
  try {
    return JSON.parse(await readFile(keyFileOf(dataDir), 'utf8'))
  } catch (cause) {
    throw new Error(`The access key of the demo cannot be read from ${keyFileOf(dataDir)}.`, { cause })
  }
}
