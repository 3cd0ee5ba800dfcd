export interface Details {
  readonly name: string
  readonly email: string
}

export interface DetailsProblem {
  readonly field: 'name' | 'email'
  readonly message: string
}

/** Reads the form of the second screen; answers what is wrong with it in the customer's words. */
export function readDetails(body: unknown): Details | DetailsProblem {
  const { name, email } = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const cleanName = typeof name === 'string' ? name.normalize('NFC').replace(/\s+/g, ' ').trim() : ''
  if (cleanName.length < 2) return { field: 'name', message: 'Please tell us your full name.' }
  if (cleanName.length > 80) return { field: 'name', message: 'That is longer than our forms; 80 letters at most.' }
  const cleanEmail = typeof email === 'string' ? email.trim() : ''
  if (cleanEmail.length > 120 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cleanEmail)) {
    return { field: 'email', message: 'This does not look like an e-mail address yet.' }
  }
  return { name: cleanName, email: cleanEmail }
}
