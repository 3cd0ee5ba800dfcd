// `npm run sbom`: the list of materials (CycloneDX 1.5, JSON) of everything that runs, with the hash of each package, from the
// lock file alone. `npm sbom --omit dev` leaves out what is needed for running and for development alike.
import { readFileSync } from 'node:fs'

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const { name, version, license } = read('../package.json')
const { packages } = read('../package-lock.json')

const components = Object.entries(packages)
  .filter(([path, entry]) => path.includes('node_modules/') && !entry.link && !entry.dev && !entry.devOptional)
  .map(([path, entry]) => component(path.split('node_modules/').at(-1), entry))
const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: { type: 'application', name, version, licenses: [{ expression: license }] } },
  components: [...new Map(components.map((one) => [one['bom-ref'], one])).values()],
}
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`)

function component(packageName, entry) {
  const purl = `pkg:npm/${packageName.replace('@', '%40')}@${entry.version}`
  const [algorithm, digest] = entry.integrity.split('-')
  if (algorithm !== 'sha512') throw new Error(`${packageName} is locked by ${algorithm}`)
  return {
    type: 'library',
    'bom-ref': purl,
    name: packageName,
    version: entry.version,
    purl,
    scope: entry.optional ? 'optional' : 'required',
    hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    ...(entry.license === undefined ? {} : { licenses: [{ expression: entry.license }] }),
  }
}
