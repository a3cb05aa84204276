/** Texts that travel in an address: deflated, in the letters of an address. */

export async function pack(text: string): Promise<string> {
  const packed = new Blob([new TextEncoder().encode(text)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Most bytes that a packed text may unfold to, so that a small address cannot fill the memory. */
export const MOST_UNPACKED = 2_000_000

/** Most characters of an address that are unpacked at all: what deflate cannot make smaller still fits, with base64 on
 *  top. */
const MOST_PACKED = 2 * MOST_UNPACKED

/** Unfolds a packed text piece by piece, and no further than the limit.
 *  @throws RangeError beyond the limit, TypeError where the bytes are no deflate stream, DOMException where the text is
 *  no base64. */
export async function unpack(packed: string): Promise<string> {
  if (packed.length > MOST_PACKED) throw new RangeError('too long')
  const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder()
  let [text, unfolded] = ['', 0]
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    unfolded += value.length
    if (unfolded > MOST_UNPACKED) {
      await reader.cancel()
      throw new RangeError('too long')
    }
    text += decoder.decode(value, { stream: true })
  }
}
