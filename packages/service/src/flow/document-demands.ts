import type { DocumentDemands, QualityLevel } from '@bonafide/engine'
import type { StoredRequest } from './stored-request.ts'

/** `IdThreshold` of Initialize; 3, its default, asks for none. */
const QUALITY_LEVELS: Readonly<Record<string, QualityLevel>> = { '0': 'standard', '1': 'strict', '2': 'loose' }

/** What Initialize asked to be looked at on the document, beyond what every verification looks at. */
export function documentDemands({ parameters }: Pick<StoredRequest, 'parameters'>): DocumentDemands {
  const quality = QUALITY_LEVELS[parameters['IdThreshold'] ?? '']
  const forgerySigns = /^[YT]$/.test(parameters['IdSpoof'] ?? '')
  return { ...(quality === undefined ? {} : { quality }), ...(forgerySigns ? { forgerySigns } : {}) }
}
