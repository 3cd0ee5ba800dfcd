/** PostgreSQL's text holds no NUL: an id that contains one cannot be in the database, and asking would be an error. */
export function storable(id: string): boolean {
  return !id.includes('\0')
}
