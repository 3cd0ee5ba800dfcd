/**
 * What an API tool runs before it sends a request of the collection: it writes the form itself, so that the bytes that
 * are hashed are the bytes that are sent, and signs as openapi-wire section 3 says. `pm` and `CryptoJS` are the tool's.
 */
export const SIGNING_SCRIPT = `
const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (letter) => '%' + letter.charCodeAt(0).toString(16).toUpperCase())
const value = (text) => pm.variables.replaceIn(text || '')
const fields = pm.request.body && pm.request.body.mode === 'urlencoded' ? pm.request.body.urlencoded.all() : []
const form = fields
  .filter((field) => !field.disabled && value(field.value) !== '')
  .map((field) => encode(field.key) + '=' + encode(value(field.value)))
  .join('&')
const content = CryptoJS.SHA256(form).toString()
const headers = {
  'content-type': 'application/x-www-form-urlencoded',
  host: value('{{baseUrl}}').replace(/^https?:\\/\\//, '').replace(/\\/.*$/, ''),
  'x-acs-action': value(pm.request.headers.get('x-acs-action')),
  'x-acs-content-sha256': content,
  'x-acs-date': new Date().toISOString().replace(/\\.\\d+Z$/, 'Z'),
  'x-acs-signature-nonce': value('{{$guid}}'),
  'x-acs-version': value(pm.request.headers.get('x-acs-version')),
}
const names = Object.keys(headers).sort()
const lines = names.map((name) => name + ':' + headers[name] + '\\n').join('')
const request = ['POST', '/', '', lines, names.join(';'), content].join('\\n')
const text = 'ACS3-HMAC-SHA256\\n' + CryptoJS.SHA256(request).toString()
const signature = CryptoJS.HmacSHA256(text, value('{{accessKeySecret}}')).toString()
headers.authorization =
  'ACS3-HMAC-SHA256 Credential=' + value('{{accessKeyId}}') + ',SignedHeaders=' + names.join(';') + ',Signature=' + signature
pm.request.body.update({ mode: 'raw', raw: form })
for (const name of Object.keys(headers)) {
  if (name !== 'host') pm.request.headers.upsert({ key: name, value: headers[name] })
}
`.trim()
