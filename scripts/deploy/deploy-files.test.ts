import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '../../packages/service/src/config.ts'
import { renderChart } from './render-chart.ts'

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../deploy/${path}`, import.meta.url)), 'utf8')
const chart = fileURLToPath(new URL('../../deploy/helm/bonafide', import.meta.url))

interface Workload {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly replicas?: number
    readonly selector: { readonly matchLabels: object }
    readonly template: {
      readonly metadata: { readonly labels: object }
      readonly spec: {
        readonly terminationGracePeriodSeconds: number
        readonly securityContext: object
        readonly containers: readonly {
          readonly args: readonly string[]
          readonly securityContext: object
          readonly resources: { readonly limits: { readonly memory: string } }
          readonly readinessProbe: { readonly httpGet: { readonly path: string } }
          readonly livenessProbe: { readonly httpGet: { readonly path: string } }
          readonly volumeMounts: readonly { readonly name: string }[]
        }[]
        readonly volumes: readonly { readonly name: string }[]
      }
    }
  }
}

const workloads = () => renderChart(chart).filter(({ kind }) => kind === 'Deployment') as unknown as Workload[]

/** Settings as a process would get them; files of secrets are not there in a test, their names have to be known. */
function unknownSettings(environment: Readonly<Record<string, unknown>>): readonly string[] {
  const names = Object.keys(environment).filter((name) => name.startsWith('BONAFIDE_') || name.startsWith('DATABASE_'))
  return names.filter((name) => {
    try {
      readConfig({ [name]: 'x' })
      return false
    } catch (error) {
      return String(error).includes('no such setting')
    }
  })
}

describe('the chart', () => {
  it('runs each role without rights, on a read-only file system, with probes, a memory limit and time to finish', () => {
    expect(workloads().map(({ metadata }) => metadata.name)).toEqual(['test-api', 'test-worker'])
    for (const { spec } of workloads()) {
      const { template } = spec
      expect(template.metadata.labels).toEqual(spec.selector.matchLabels)
      expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThan(35)
      expect(template.spec.securityContext).toMatchObject({ runAsNonRoot: true })
      const [container] = template.spec.containers
      expect(container?.securityContext).toMatchObject({
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
      expect(container?.readinessProbe.httpGet.path).toBe('/readyz')
      expect(container?.livenessProbe.httpGet.path).toBe('/healthz')
      expect(container?.resources.limits.memory).toMatch(/^\d+Gi$/)
      const mounted = container?.volumeMounts.map(({ name }) => name)
      expect(mounted).toEqual(template.spec.volumes.map(({ name }) => name))
    }
    expect(workloads().map(({ spec }) => spec.template.spec.containers[0]?.args.at(-1))).toEqual(['api', 'worker'])
  })

  it('follows the waiting verifications with its workers, or keeps their number', () => {
    const scaler = renderChart(chart).find(({ kind }) => kind === 'HorizontalPodAutoscaler')
    expect(scaler).toMatchObject({ spec: { scaleTargetRef: { name: 'test-worker' }, minReplicas: 1, maxReplicas: 8 } })
    const fixed = renderChart(chart, { worker: { ...worker(), autoscaling: false, fewest: 3 } })
    expect(fixed.some(({ kind }) => kind === 'HorizontalPodAutoscaler')).toBe(false)
    const deployments = fixed.filter(({ kind }) => kind === 'Deployment')
    expect(deployments).toMatchObject([{ spec: { replicas: 2 } }, { spec: { replicas: 3 } }])
  })

  it('lets requests in to api processes only', () => {
    const policies = renderChart(chart).filter(({ kind }) => kind === 'NetworkPolicy')
    const ports = policies.map(({ spec }) => (spec as { ingress: { ports: { port: string }[] }[] }).ingress)
    expect(ports.map((rules) => rules.flatMap((rule) => rule.ports.map(({ port }) => port)))).toEqual([
      ['http', 'metrics'],
      ['metrics'],
    ])
    expect(renderChart(chart, { networkPolicy: { enabled: false } }).some(({ kind }) => kind === 'NetworkPolicy')).toBe(
      false,
    )
  })

  it('names settings that exist', () => {
    const settings = renderChart(chart).find(({ kind }) => kind === 'ConfigMap') as { data: Record<string, string> }
    expect(Object.keys(settings.data).length).toBeGreaterThan(5)
    expect(unknownSettings(settings.data)).toEqual([])
  })
})

describe('the compose file', () => {
  const compose = parse(read('compose.yaml'), { merge: true }) as {
    readonly services: Record<string, Record<string, unknown>>
    readonly secrets: object
  }

  it('starts each role without rights and with secrets as files', () => {
    for (const role of ['api', 'worker']) {
      const service = compose.services[role] ?? {}
      expect(service).toMatchObject({
        command: ['serve', '--role', role],
        read_only: true,
        cap_drop: ['ALL'],
        user: 'node',
      })
      expect(unknownSettings(service['environment'] as object as Record<string, unknown>)).toEqual([])
      for (const name of service['secrets'] as string[]) expect(Object.keys(compose.secrets)).toContain(name)
    }
  })
})

describe('the image', () => {
  it('runs as nobody special, gets signals itself, and names settings that exist', () => {
    const text = read('Dockerfile')
    expect(text).toMatch(/^USER node$/m)
    expect(text).toMatch(/^ENTRYPOINT \["node", /m)
    const names = [...text.matchAll(/\b(BONAFIDE_[A-Z_]+)=/g)].map(([, name = '']) => [name, ''] as const)
    expect(names.length).toBeGreaterThan(3)
    expect(unknownSettings(Object.fromEntries(names))).toEqual([])
  })
})

describe('the systemd unit', () => {
  it('starts again whatever happened, waits for judgements, and names settings that exist', () => {
    const text = read('bonafide.service')
    expect(text).toMatch(/^Restart=always$/m)
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(text)?.[1])).toBeGreaterThan(35)
    const names = [...text.matchAll(/^Environment=(BONAFIDE_[A-Z_]+)=/gm)].map(([, name = '']) => [name, ''] as const)
    expect(names).not.toEqual([])
    expect(unknownSettings(Object.fromEntries(names))).toEqual([])
  })

  if (spawnSync('systemd-analyze', ['--version']).status === 0) {
    it('is found to be in order by systemd itself', () => {
      const folder = mkdtempSync(join(tmpdir(), 'bonafide-unit-'))
      const unit = join(folder, 'bonafide.service')
      // Whether that program lies there is a matter of the machine.
      writeFileSync(unit, read('bonafide.service').replace('/usr/bin/node', process.execPath))
      const verified = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' })
      rmSync(folder, { recursive: true })
      // Other units of the machine are not ours to judge.
      const said = verified.stderr.split('\n').filter((line) => line.includes('bonafide'))
      expect({ status: verified.status, said }).toEqual({ status: 0, said: [] })
    })
  }
})

describe('the dashboard', () => {
  it('shows metrics that the service has', () => {
    const told = readFileSync(
      fileURLToPath(new URL('../../packages/service/src/metrics/service-metrics.ts', import.meta.url)),
      'utf8',
    )
    const board = JSON.parse(read('grafana/bonafide.json')) as { panels: { targets: { expr: string }[] }[] }
    const shown = board.panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/bonafide_[a-z_]+/g) ?? []),
    )
    expect(shown.length).toBeGreaterThanOrEqual(10)
    expect(shown.filter((name) => !told.includes(`'${name.replace(/_bucket$/, '')}'`))).toEqual([])
  })
})

function worker(): object {
  return (parse(read('helm/bonafide/values.yaml')) as { worker: object }).worker
}
