import { relative } from 'node:path'
import { renderUnicodeCompact } from 'uqr'

/** What somebody who has just started Bonafide needs to know, and no more. */
export function welcomeText({ demoUrl, serviceUrl, keyFile, warnings, lan }) {
  return ['', ...mainLines({ demoUrl, serviceUrl, keyFile }), ...lanLines(lan), ...warningLines(warnings), ''].join(
    '\n',
  )
}

function mainLines({ demoUrl, serviceUrl, keyFile }) {
  return [
    '  Bonafide is running.',
    '',
    `  Demo bank     ${demoUrl}`,
    `  Service       ${serviceUrl}`,
    `  Access key    ${shortest(keyFile)}`,
    `  No webcam?    npx bonafide verify --specimen${differing({ serviceUrl, keyFile })}`,
    '  Stop          Ctrl-C',
  ]
}

/** The options of `verify` whose defaults do not fit this start. */
function differing({ serviceUrl, keyFile }) {
  const service = serviceUrl === 'http://127.0.0.1:7480' ? '' : ` --service ${serviceUrl}`
  return shortest(keyFile) === 'data/access-key.json' ? service : `${service} --key-file ${shortest(keyFile)}`
}

function lanLines(lan) {
  if (lan === undefined) return []
  return [
    '',
    `  On your phone, in the same network: ${lan.url}`,
    '',
    indent(renderUnicodeCompact(lan.url, { border: 2 })),
    '',
    '  The phone’s browser warns once, because the certificate was made by this machine: check that its SHA-256 is',
    `  ${lan.fingerprint.slice(0, 47)}`,
    `  ${lan.fingerprint.slice(48)}`,
    '  and go on.',
  ]
}

function warningLines(warnings) {
  return warnings.length === 0 ? [] : ['', ...warnings.map((warning) => `  For development only: ${warning}.`)]
}

function shortest(path) {
  const fromHere = relative(process.cwd(), path)
  return fromHere.startsWith('..') ? path : fromHere
}

function indent(text) {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}
