/** A key as we make them, below whatever prefix; others in the bucket are not ours to delete. */
const KEY = /<Key>((?:[A-Za-z0-9_.-]+\/)*[A-Za-z0-9_-]{1,200}\/[A-Za-z0-9_-]{1,200})<\/Key>/g

/** The keys in an answer to ListObjectsV2 (XML). Only keys of our own form are read, which need no unescaping. */
export function readListing(xml: string): readonly string[] {
  return [...xml.matchAll(KEY)].map(([, key = '']) => key)
}
