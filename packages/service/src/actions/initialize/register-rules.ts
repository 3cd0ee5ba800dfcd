import type { Product } from '@bonafide/engine'
import { ApiError, invalidParameter, missingParameter } from '@bonafide/protocol'
import type { RegisterOrder } from '../../flow/ask-register.ts'
import type { FlowTools } from '../../flow/tools.ts'

/** What the rules about an official register look at. */
interface RegisterValues {
  readonly DocType?: string | undefined
  readonly Authorize?: boolean | undefined
}

interface PersonValues {
  readonly DocName?: string | undefined
  readonly DocNo?: string | undefined
  readonly Email?: string | undefined
  readonly Mobile?: string | undefined
}

const PERSON = ['DocName', 'DocNo'] as const
/** What the Indonesian register wants beside name and number (initialize section 3.2). */
const CONTACT = ['Email', 'Mobile'] as const
const WANTS_CONTACT = 'IDN01001'

/** Whether an official register is asked about the person. */
export function asksRegister({ asksRegister: asks }: Product, { Authorize = false }: RegisterValues): boolean {
  return asks === 'always' || (asks !== undefined && Authorize)
}

/** Who is asked about has to come along where no document tells it; where nobody is asked, nothing of it is taken. */
export function requireRegister(product: Product, values: RegisterValues, given: ReadonlySet<string>): void {
  const { asksRegister: asks = [] } = product
  if (asks === 'always') {
    const absent = PERSON.find((name) => !given.has(name))
    if (absent !== undefined) throw missingParameter(absent)
    requireNone(CONTACT, given)
    return
  }
  requireNone(PERSON, given)
  if (values.Authorize !== true) {
    requireNone(CONTACT, given)
    return
  }
  if (!asks.includes(values.DocType ?? ''))
    throw invalidParameter('Authorize', 'No official register is asked with this product and document.')
  if (values.DocType !== WANTS_CONTACT) requireNone(CONTACT, given)
  const absent = values.DocType === WANTS_CONTACT ? CONTACT.find((name) => !given.has(name)) : undefined
  if (absent !== undefined) throw missingParameter(absent)
}

/** Refuses like an account for which the register was not opened where the operator connected none. */
export function registerOrder(
  { DocName, DocNo, Email, Mobile }: PersonValues,
  { source }: Pick<FlowTools, 'source'>,
): RegisterOrder {
  if (source === undefined) throw new ApiError('Forbidden.AccountAccessDenied')
  return {
    ...(DocName === undefined ? {} : { DocName }),
    ...(DocNo === undefined ? {} : { DocNo }),
    ...(Email === undefined ? {} : { Email }),
    ...(Mobile === undefined ? {} : { Mobile }),
  }
}

function requireNone(names: readonly string[], given: ReadonlySet<string>): void {
  const stray = names.find((name) => given.has(name))
  if (stray !== undefined) throw invalidParameter(stray, 'No official register is asked about it with this product.')
}
