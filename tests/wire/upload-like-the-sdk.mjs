// What the generated SDK does for an Advance call, by the same functions: asks where to send the file, posts the form,
// then makes the call that names it. A process of its own, because a CA of one's own is read at the start of a process
// (NODE_EXTRA_CA_CERTS). Takes one JSON argument, prints one JSON answer.
import { createRequire } from 'node:module'
import { Readable } from 'node:stream'

const require = createRequire(import.meta.url)
const core = require('@alicloud/openapi-core')
const requireOfCore = createRequire(require.resolve('@alicloud/openapi-core'))
const $dara = requireOfCore('@darabonba/typescript')
const { Config, OpenApiRequest, Params } = core.$OpenApiUtil

const order = JSON.parse(process.argv[2])
const client = new core.default(
  new Config({ ...order.credentials, endpoint: order.host, protocol: 'http', regionId: 'ap-southeast-1' }),
)

try {
  console.log(JSON.stringify({ body: await run() }))
} catch (error) {
  const { code, statusCode, message } = error
  console.log(JSON.stringify({ error: { code, statusCode, message } }))
}

async function run() {
  const query = { ...order.query }
  for (const [parameter, base64] of Object.entries(order.files)) {
    const place = await call('AuthorizeFileUpload', '2019-12-19', 'GET', {
      Product: 'Cloudauth-intl',
      RegionId: 'ap-southeast-1',
    })
    const posted = await post(place, Buffer.from(base64, 'base64'))
    if (posted.status >= 400) return { posted }
    query[parameter] = `http://${place.Bucket}.${place.Endpoint}/${place.ObjectKey}`
  }
  const body = await call(order.action, '2022-08-09', 'POST', query)
  if (order.again !== true) return body
  return call(order.action, '2022-08-09', 'POST', query)
}

async function call(action, version, method, query) {
  const params = { action, version, protocol: 'HTTP', pathname: '/', method, authType: 'AK', style: 'RPC' }
  const answer = await client.callApi(
    new Params({ ...params, reqBodyType: 'formData', bodyType: 'json' }),
    new OpenApiRequest({ query }),
    new $dara.RuntimeOptions({}),
  )
  return answer.body
}

async function post(place, content) {
  const form = {
    host: place.Endpoint,
    OSSAccessKeyId: place.AccessKeyId,
    policy: place.EncodedPolicy,
    Signature: order.forged ?? place.Signature,
    key: place.ObjectKey,
    file: new $dara.FileField({ filename: place.ObjectKey, content: Readable.from([content]), contentType: '' }),
    success_action_status: '201',
  }
  const request = new $dara.Request()
  const boundary = $dara.Form.getBoundary()
  request.protocol = 'HTTPS'
  request.method = 'POST'
  request.pathname = '/'
  request.headers = { host: `${place.Bucket}.${place.Endpoint}`, date: new Date().toUTCString() }
  request.headers['content-type'] = `multipart/form-data; boundary=${boundary}`
  request.body = $dara.Form.toFileForm(form, boundary)
  const response = await $dara.doAction(request, {})
  const text = (await response.readBytes()).toString()
  return { status: response.statusCode, ...$dara.XML.parseXml(text, null) }
}
