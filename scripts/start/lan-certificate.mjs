// The self-made certificate of `npm start -- --lan`: names every address of this machine in the local network, so that
// a phone can reach it over https (browsers give the camera to nothing else).
import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import 'reflect-metadata'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

const DAY_MS = 24 * 60 * 60 * 1000
// Phones refuse server certificates that are valid for longer than 398 days.
const VALID_DAYS = 397
const RENEW_DAYS = 14

/** IPv4 addresses of this machine that others can reach, private networks first. */
export function lanAddresses(interfaces = networkInterfaces()) {
  const found = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .map(({ address }) => address)
  return found.sort((a, b) => Number(isPrivate(b)) - Number(isPrivate(a)))
}

/**
 * The certificate kept in `folder`, or a new one when there is none, when it misses an address or when it ends soon.
 * Answers PEM texts and the SHA-256 fingerprint that the phone shows; `now` is a Date.
 */
export async function lanCertificate(folder, addresses, now = new Date()) {
  const kept = await readKept(folder)
  if (kept !== undefined && isFit(kept.certificate, addresses, now)) return describe(kept)
  const made = await makeCertificate(addresses, now)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await replaceFile(join(folder, 'key.pem'), made.key, 0o600)
  await replaceFile(join(folder, 'certificate.pem'), made.certificate, 0o644)
  return describe(made)
}

async function readKept(folder) {
  try {
    const [certificate, key] = await Promise.all(
      ['certificate.pem', 'key.pem'].map((name) => readFile(join(folder, name), 'utf8')),
    )
    return { certificate, key }
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

function isFit(pem, addresses, now) {
  const certificate = new X509Certificate(pem)
  const days = (Date.parse(certificate.validTo) - now.getTime()) / DAY_MS
  return days > RENEW_DAYS && addresses.every((address) => certificate.checkIP(address) !== undefined)
}

async function makeCertificate(addresses, now) {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Bonafide on this network',
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + VALID_DAYS * DAY_MS - DAY_MS),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...addresses.map((value) => ({ type: 'ip', value })),
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  })
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return { certificate: certificate.toString('pem'), key }
}

async function replaceFile(path, text, mode) {
  await writeFile(`${path}.new`, text, { mode })
  await rename(`${path}.new`, path)
}

function describe({ certificate, key }) {
  return { certificate, key, fingerprint: new X509Certificate(certificate).fingerprint256 }
}

function isPrivate(address) {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)
}
