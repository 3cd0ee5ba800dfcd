/** The bank's own session: a random id in a cookie that scripts cannot read. */
export interface SessionCookie {
  read(header: string | undefined): string | undefined
  /** The value of `Set-Cookie` that keeps the id, or that forgets it. */
  write(sessionId: string | undefined): string
}

/** On https the name carries `__Host-`, so that no other host or path can set it. */
export function sessionCookie(secure: boolean): SessionCookie {
  const name = secure ? '__Host-tern' : 'tern'
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    read(header) {
      const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='))
      return pairs.find(([key]) => key === name)?.[1]
    },
    write: (sessionId) =>
      sessionId === undefined ? `${name}=; Max-Age=0${attributes}` : `${name}=${sessionId}${attributes}`,
  }
}
