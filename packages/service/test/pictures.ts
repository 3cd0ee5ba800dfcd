/**
 * The smallest bytes whose headers say JPEG of this size, with a comment in them. Nothing decodes them here: judging is
 * a port, and what judges in these tests is a fake.
 */
export function jpegOf(width: number, height: number, comment = ''): Uint8Array {
  const text = new TextEncoder().encode(comment)
  const size = [height >> 8, height & 255, width >> 8, width & 255]
  return Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 255],
    ...text,
    ...[0xff, 0xc0, 0, 17, 8],
    ...size,
    ...[3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xd9],
  ])
}
