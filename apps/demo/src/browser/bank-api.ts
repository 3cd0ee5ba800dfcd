import type { AppView } from '@bonafide/server-sdk'
import type { ApplicationView, Product } from '../application-view.ts'

/** The bank's own server refused or could not be reached; `field` names what the customer should correct. */
export class BankError extends Error {
  readonly field: string | undefined
  constructor(message: string, field?: string) {
    super(message)
    this.field = field
  }
}

export interface StartedCheck {
  readonly transactionId: string
  readonly transactionUrl: string
  readonly protocol: string
}

export const bank = {
  application: () => ask<ApplicationView>('GET', '/api/application'),
  apply: (details: { readonly name: string; readonly email: string }) =>
    ask<ApplicationView>('POST', '/api/application', details),
  startOver: () => ask<ApplicationView>('POST', '/api/application/over', {}),
  consent: (product: Product) => ask<ApplicationView>('POST', '/api/application/consent', { product }),
  startCheck: (metaInfo: string) => ask<StartedCheck>('POST', '/api/verification/start', { metaInfo }),
  checkStatus: () => ask<AppView>('GET', '/api/verification/status'),
}

async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await send(method, path, body)
  const answer: unknown = await response.json().catch(() => ({}))
  if (response.ok) return answer as Answer
  const { message, field } = answer as { message?: string; field?: string }
  throw new BankError(message ?? 'The check is not available right now. Please try again in a minute.', field)
}

async function send(method: string, path: string, body?: object): Promise<Response> {
  const content =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return fetch(path, { method, ...content }).catch((cause: unknown) => {
    throw new BankError(cause instanceof TypeError ? 'No connection. Please try again.' : 'Please try again.')
  })
}
